import { main } from './cli/main';

/** A reader that has enough (`stepwise check . | head`) is no error. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 2);
  });
}

const io = {
  out: (text: string) => void process.stdout.write(text),
  err: (text: string) => void process.stderr.write(text),
  cwd: process.cwd(),
};

// The status is set, not forced, so that what was written to a pipe still arrives.
main(process.argv.slice(2), io).then((status) => {
  process.exitCode = status;
});
