// Of pyright only the tokenizer and parser are bundled: its message tables of other languages are left out.

/** @returns {import('esbuild').Plugin} */
export function pyrightPlugin() {
  return {
    name: 'pyright',
    setup(build) {
      build.onLoad({ filter: /pyright-internal[\\/].*[\\/]localization[\\/].+\.json$/ }, ({ path }) =>
        path.endsWith('package.nls.en-us.json') ? undefined : { contents: '{}', loader: 'json' },
      );
    },
  };
}
