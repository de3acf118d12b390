import { pathsOf } from './machine';

/** Tells the person's files from those of libraries: below one of the folders, and not in an environment there. */
export function isOwnFile(platform: NodeJS.Platform, folders: readonly string[]): (file: string) => boolean {
  const paths = pathsOf(platform);
  const fold = (file: string) => (platform === 'linux' ? file : file.toLowerCase());
  return (file) => {
    if (!paths.isAbsolute(file) || /[\\/](site-packages|dist-packages)[\\/]|[\\/]lib[\\/]python3/i.test(file))
      return false;
    return folders.some((folder) => {
      const way = paths.relative(fold(folder), fold(file));
      return way !== '' && !paths.isAbsolute(way) && way.split(paths.sep)[0] !== '..';
    });
  };
}
