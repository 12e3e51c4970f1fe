import assert from 'node:assert/strict';
import { spokenTitle } from '../../../studio/planning/spoken-title.ts';

const bags =
  'Velkro Popcorn Bags 100pcs, Red & White - 1 oz Thick Greaseproof Paper with Zip - Perfect Bags for Party (3.5 x 2 x 8 inches)';

describe('spokenTitle', () => {
  it('is the head of a title that nobody would read out', () => {
    assert.equal(spokenTitle(bags, []), 'Velkro Popcorn Bags 100pcs');
    const flag = 'Zorban Flag - Heavy-Duty Flag - Embroidered Stars - Nylon - Sewn Stripes - Brass Grommets (6x10 ft)';
    assert.equal(spokenTitle(flag, []), 'Zorban Flag');
    const headset = 'ZORBAN Gaming Headset for Consoles with Noise Canceling Mic and Soft Earmuffs and Lights';
    assert.equal(spokenTitle(headset, []), 'ZORBAN Gaming Headset');
  });

  it('is at most eight words where no separator comes sooner, and ends on a word that is whole', () => {
    const long = 'Fitterly Men Cotton Crew Socks Cushioned Athletic and Running Ankle Sock Six Pairs Black';
    assert.equal(spokenTitle(long, []), 'Fitterly Men Cotton Crew Socks Cushioned Athletic and Running');
  });

  it('stays as it is where it is short, but for runs of blanks', () => {
    assert.equal(spokenTitle('Country Lane    Print Magazine', []), 'Country Lane Print Magazine');
    assert.equal(spokenTitle('Copper Table', ['Copper Table Too']), 'Copper Table');
  });

  it('goes on until no other title of the dialog holds it', () => {
    const other = 'Velkro Popcorn Bags 100pcs, Blue - 2 oz';
    assert.equal(spokenTitle(bags, [other]), 'Velkro Popcorn Bags 100pcs, Red & White');
    assert.equal(spokenTitle(bags, [bags]), bags);
  });
});
