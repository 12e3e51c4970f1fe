import assert from 'node:assert/strict';
import { createCeilings } from '../../../bench/utility/planted/ceilings.ts';
import type { Ceiling } from '../../../bench/utility/planted/ceilings.ts';
import { aspects } from '../../../bench/utility/planted/phrases.ts';
import { plantDialogs } from '../../../bench/utility/planted/plant-dialogs.ts';
import type { Plant, PlantedData } from '../../../bench/utility/planted/plant-dialogs.ts';
import { buildTown, monthMs, monthOf, months, parts } from '../../../bench/utility/planted/town.ts';
import { findNamed, lowerBarred } from '../../../data/candidate-items.ts';
import { placeOf } from '../../../ranking/place.ts';
import { measureRanking } from '../../../ranking/ranking-metrics.ts';

const plant: Plant = { seed: 3, users: 600, items: 400, history: 1, dialog: 1, turned: 0, aspects: 0 };

function hitsOf(planted: PlantedData, given: Plant, ceiling: Ceiling): number {
  const scoreOf = createCeilings(planted, given);
  const places = planted.data.dialogs.map((dialog) =>
    placeOf(lowerBarred(scoreOf(ceiling, dialog), [findNamed(dialog)], dialog.target), dialog.target),
  );
  return measureRanking(places)['hit@10'];
}

describe('the planted town', () => {
  it('is the same for the same seed', () => {
    assert.deepEqual(plantDialogs(plant).data.dialogs, plantDialogs(plant).data.dialogs);
    assert.notDeepEqual(plantDialogs(plant).data.dialogs, plantDialogs({ ...plant, seed: 4 }).data.dialogs);
  });

  it('draws targets as it says: of the kind asked for, at home or across town, new and open', () => {
    const planted = plantDialogs({ ...plant, turned: 0.5 });
    const { data, town, truthOf } = planted;
    let across = 0;
    for (const dialog of data.dialogs) {
      const truth = truthOf.get(dialog.dialogId);
      assert(truth !== undefined);
      const homes = new Set(dialog.history.map(({ item }) => town.partOf[item]));
      assert.equal(homes.size, 1);
      const [home = 0] = homes;
      assert.equal(town.partOf[dialog.target], truth.isAcross ? (home + parts / 2) % parts : home);
      assert.equal(town.kindOf[dialog.target], truth.kind);
      assert((town.items[dialog.target]?.firstAtMs ?? 0) < dialog.atMs);
      assert(!findNamed(dialog).includes(dialog.target));
      assert(dialog.history.every(({ atMs }) => atMs < dialog.atMs));
      across += Number(truth.isAcross);
    }
    assert(Math.abs(across - 300) < 60, `${across} of 600`);
  });

  it('has profiles of what was said before the month, and of nothing later', () => {
    const town = buildTown(40, 5);
    const row = town.profiles.at(20 * monthMs);
    assert.equal(row, town.profiles.at(20.9 * monthMs));
    assert.equal(monthOf(20.9 * monthMs), 20);
    assert.deepEqual(
      [...town.profiles.at(0)],
      Array.from({ length: 40 * aspects.length }, () => 0),
    );
    // They follow the quality of the months before more closely than that of half a lifetime later.
    const correlate = (later: number): number => {
      let [ofBoth, ofRow, ofQuality] = [0, 0, 0];
      for (let month = 12; month + later < months; month += 1) {
        const profile = town.profiles.at(month * monthMs);
        for (const [at, value] of profile.entries()) {
          const quality = town.quality(Math.floor(at / aspects.length), at % aspects.length, month + later);
          ofBoth += value * quality;
          ofRow += value * value;
          ofQuality += quality * quality;
        }
      }
      return ofBoth / Math.sqrt(ofRow * ofQuality);
    };
    assert(correlate(-1) > 0.8 && correlate(30) < 0.4, `${correlate(-1)}, ${correlate(30)}`);
  });

  it('whose rules know more the more they read; and what is stated decides where the plant says so', () => {
    const planted = plantDialogs(plant);
    const [history, dialog, both] = (
      ['counted ceiling of history', 'counted ceiling of dialog', 'counted ceiling'] as const
    ).map((name) => hitsOf(planted, plant, name));
    assert((both ?? 0) > 0.9 && (history ?? 1) < 0.5 && (dialog ?? 1) < 0.5, `${history}, ${dialog}, ${both}`);
    const stated = { ...plant, aspects: 1.5 };
    const ofAspects = plantDialogs(stated);
    // The same dialogs by a rule that does not know that aspects count.
    const blind = hitsOf(ofAspects, { ...stated, aspects: 0 }, 'counted ceiling of dialog');
    assert(hitsOf(ofAspects, stated, 'counted ceiling of dialog') > blind + 0.1);
    assert(ofAspects.data.notTaken.length > 20 && planted.data.notTaken.length < 20);
  });

  it('gives dialogs that say nothing the words of others of their split, and no mark of their own target', () => {
    const own = plantDialogs(plant).data.dialogs;
    const { data, truthOf } = plantDialogs({ ...plant, dialog: 0 });
    const same = data.dialogs.filter(({ turns }, at) => JSON.stringify(turns) === JSON.stringify(own[at]?.turns));
    assert(same.length < 20, `${same.length} kept their words`);
    for (const { dialogId, turns, target } of data.dialogs) {
      assert.equal(truthOf.get(dialogId)?.isHeard, false);
      assert(turns.every(({ namedItems }) => !namedItems.includes(target)));
    }
  });
});
