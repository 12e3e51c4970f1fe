import assert from 'node:assert/strict';
import {
  moduleOfJson,
  rewriteDeclarations,
  rewriteModule,
} from '../../../../infra/deployment/package/rewrite-module.ts';

describe('rewriteModule', () => {
  it('imports JSON as the module beside it, and requires that of a dependency', () => {
    const code = [
      "import nodes from '../planning/super-nodes.json' with { type: 'json' };",
      "import words from 'some-words' with { type: 'json' };",
      "import { z } from 'zod';",
      '',
    ].join('\n');
    const rewritten = [
      "import nodes from '../planning/super-nodes.json.js';",
      "import { createRequire as createJsonRequire } from 'node:module';",
      "const words = createJsonRequire(import.meta.url)('some-words');",
      "import { z } from 'zod';",
      '',
    ].join('\n');
    assert.equal(rewriteModule(code, 'a.js'), rewritten);
  });

  const refused: [string, string][] = [
    ['TypeScript', "const a = await import('./part-thread.ts');"],
    ['the loader', "import { register } from 'tsx/esm/api';"],
    ['JSON in another form', "import { a } from './b.json' with { type: 'json' };"],
  ];
  for (const [name, code] of refused) {
    it(`refuses an import of ${name}, with the module's name and the line`, () => {
      assert.throws(
        () => rewriteModule(`const b = 1;\n${code}\n`, 'a.js'),
        new Error(`a.js imports what the package does not hold: ${code}`),
      );
    });
  }
});

describe('rewriteDeclarations', () => {
  it('names the JavaScript whose declarations are meant, and leaves packages alone', () => {
    const code = "import type { A } from './a.ts';\nexport type B = import(\"../b.ts\").B;\nexport * from 'c.ts';\n";
    assert.equal(
      rewriteDeclarations(code),
      "import type { A } from './a.js';\nexport type B = import(\"../b.js\").B;\nexport * from 'c.ts';\n",
    );
  });
});

describe('moduleOfJson', () => {
  it('exports the same value', async () => {
    const value = { text: 'a "quote", a \u2028 separator', list: [1, null] };
    const address = `data:text/javascript,${encodeURIComponent(moduleOfJson(JSON.stringify(value)))}`;
    const module: { default: unknown } = await import(address);
    assert.deepEqual(module.default, value);
  });
});
