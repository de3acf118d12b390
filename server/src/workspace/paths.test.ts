import assert from 'node:assert/strict';
import nodePath from 'node:path';
import { describe, it } from 'node:test';
import { canonicalUri, moduleCandidates, pathOfUri } from './paths';

describe('moduleCandidates', () => {
  const { posix, win32 } = nodePath;

  it('looks beside the file, then in the folders above up to the workspace, then in src', () => {
    assert.deepEqual(moduleCandidates('/w/flows/deep/a.py', 'lib.base', 0, ['/w'], posix), [
      '/w/flows/deep/lib/base.py',
      '/w/flows/deep/lib/base/__init__.py',
      '/w/flows/lib/base.py',
      '/w/flows/lib/base/__init__.py',
      '/w/lib/base.py',
      '/w/lib/base/__init__.py',
      '/w/src/lib/base.py',
      '/w/src/lib/base/__init__.py',
    ]);
  });

  it('stays in the folder of a file that belongs to no workspace', () => {
    assert.deepEqual(moduleCandidates('/other/a.py', 'base', 0, ['/w'], posix), [
      '/other/base.py',
      '/other/base/__init__.py',
    ]);
  });

  it('goes up one folder per leading dot but the first', () => {
    assert.deepEqual(moduleCandidates('/w/p/q/a.py', 'base', 2, ['/w'], posix), [
      '/w/p/base.py',
      '/w/p/base/__init__.py',
    ]);
    assert.deepEqual(moduleCandidates('/w/p/a.py', '', 1, ['/w'], posix), ['/w/p/__init__.py']);
  });

  it('works with Windows paths', () => {
    assert.deepEqual(moduleCandidates('C:\\w\\flows\\a.py', 'base', 0, ['C:\\w'], win32).slice(0, 3), [
      'C:\\w\\flows\\base.py',
      'C:\\w\\flows\\base\\__init__.py',
      'C:\\w\\base.py',
    ]);
  });

  it('ignores a module name that could leave its folder', () => {
    assert.deepEqual(moduleCandidates('/w/a.py', '../etc/passwd', 0, ['/w'], posix), []);
    assert.deepEqual(moduleCandidates('/w/a.py', 'a..b', 0, ['/w'], posix), []);
  });
});

describe('URIs', () => {
  it('have one canonical spelling', () => {
    assert.equal(canonicalUri('file:///c:/a%20b.py'), canonicalUri('file:///c%3A/a b.py'));
  });

  it('of notebook cells belong to the notebook, others to no file', () => {
    assert.equal(pathOfUri('vscode-notebook-cell:/w/n.ipynb#W0')?.replaceAll('\\', '/'), '/w/n.ipynb');
    assert.equal(pathOfUri('untitled:Untitled-1'), undefined);
  });
});
