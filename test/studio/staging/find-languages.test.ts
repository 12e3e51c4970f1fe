import assert from 'node:assert/strict';
import { describeLanguages, findLanguageProblem, findLanguages } from '../../../studio/staging/find-languages.ts';

const english = ['The food was great and the staff were friendly.', 'I waited an hour for a table, never again.'];
const german = ['Das Essen war sehr gut und der Service freundlich.', 'Leider mussten wir lange warten, nie wieder!'];
const chinese = ['这家餐厅的菜很好吃，服务员也很热情。', '等了很久才上菜，下次不会再来了。'];

const repeat = (texts: readonly string[], times: number): string[] => Array.from({ length: times }, () => texts).flat();

describe('the language of reviews', () => {
  it('is told of short texts, and its share', () => {
    const shares = findLanguages([...repeat(english, 9), ...german]);
    assert.deepEqual(shares.counts, [
      ['en', 18],
      ['de', 2],
    ]);
    assert.equal(shares.english, 0.9);
    assert.equal(describeLanguages(shares), '20 reviews looked at 90 % English, 10 % German');
  });

  it('refuses reviews that are mostly of another one, with the remedy, and no small number of them', () => {
    for (const [texts, name] of [
      [german, 'German'],
      [chinese, 'Chinese'],
    ] as const) {
      const found = findLanguageProblem(findLanguages([...repeat(texts, 15), ...english]));
      assert.match(`${found?.problem} ${found?.remedy}`, new RegExp(`94 % ${name}, 6 % English.*--language any`, 'u'));
    }
    assert.equal(findLanguageProblem(findLanguages(repeat(german, 9))), undefined);
    assert.equal(findLanguageProblem(findLanguages([...repeat(german, 10), ...repeat(english, 12)])), undefined);
    assert.equal(findLanguageProblem(findLanguages([])), undefined);
  });
});
