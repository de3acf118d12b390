#!/usr/bin/env node
// The command line is a bundle; `npm run build` makes it.
const { existsSync } = require('node:fs');
const path = require('node:path');

const bundle = path.join(__dirname, '..', '..', 'dist', 'cli.js');
if (!existsSync(bundle)) {
  process.stderr.write('stepwise is not built yet: run `npm run build` first.\n');
  process.exit(2);
}
require(bundle);
