import assert from 'node:assert/strict';
import { opinionsIn } from './known-mentions.ts';

const says = (text: string, ...opinions: string[]): void => {
  it(`"${text}" gives ${opinions.join(', ') || 'nothing'}`, () => {
    assert.deepEqual(opinionsIn(text), opinions);
  });
};

describe('Opinions are linked to what they are about', () => {
  describe('before a noun', () => {
    says('A sturdy hinge.', 'hinge positive');
    says('Great towels, robes and slippers.', 'towels positive', 'robes positive', 'slippers positive');
    says('Perfectly grilled trout.', 'trout positive');
    says('Lovely porch and noisy plumbing.', 'porch positive', 'plumbing negative');
  });

  describe('over a copula', () => {
    says('The zipper and the seams were flawless.', 'zipper positive', 'seams positive');
    says('The color of the curtains is gorgeous.', 'color of the curtains positive');
    says('The porter, who was rude, left.', 'porter negative');
    says('The pancakes that came with the syrup were soggy.', 'pancakes negative');
    says('The parking is a nightmare.', 'parking negative');
    says('The view is second to none.', 'view positive');
  });

  describe('by a verb', () => {
    says('I adore the balcony and the garden.', 'balcony positive', 'garden positive');
    says('The elevator broke.', 'elevator negative');
    says("The speaker won't connect.", 'speaker negative');
    says('The kettle works great.', 'kettle positive');
    says("You can't go wrong with the dumplings.", 'dumplings positive');
    says('I can not stand the wallpaper.', 'wallpaper negative');
  });

  describe('by a person who feels', () => {
    says('We were impressed by the lobby.', 'lobby positive');
    says('I am disappointed with the mattress.', 'mattress negative');
  });

  describe('by a noun', () => {
    says('No problems with the heating.', 'heating positive');
    says('There is a lack of seating.', 'seating negative');
    says('My only complaint is the carpet.', 'carpet negative');
  });

  describe('in a verb phrase', () => {
    says('It is easy to export playlists.', 'export playlists positive');
    says('I love editing my photos.', 'editing my photos positive');
    says('Easy to use.');
  });

  describe('by amounts, by what they are of', () => {
    says('The prices are high.', 'prices negative');
    says('The resolution is high.', 'resolution positive');
    says('The ceiling is high.');
  });

  describe('not by a kind that an adjective names', () => {
    says('I drank cold tea.');
    says('The tea was cold.', 'tea negative');
  });
});

describe('Negation, wishes and contrast', () => {
  says("The sauna wasn't clean.", 'sauna negative');
  says('The wardrobe is not bad.', 'wardrobe positive');
  says("I don't think the pillows are comfortable.", 'pillows negative');
  says('The curry was too salty.', 'curry negative');
  says('The screen could be brighter.', 'screen negative');
  says('A bigger fridge would be great.');
  says('The desk was not only sturdy.', 'desk positive');
  says('Although the chowder is bland, the bisque is superb.', 'chowder negative', 'bisque positive');
  says('I am looking for a quiet terrace.');
  says('Book it if you like jazz.');
  says('The not-so-fresh shrimp.', 'shrimp negative');
  says('The heater runs well, poor insulation.', 'heater positive', 'insulation negative');
  says('The pastry took forty minutes.', 'pastry negative');
  says('The setup took under a minute.');
  says('A less than comfortable saddle.', 'saddle negative');
  says('Definitely try the dumplings.', 'dumplings positive');
  says('You have to go for the dumplings.', 'dumplings positive');
  says('I did not try the dumplings.');
  says('We tried the dumplings.');
  says('The view was too good to resist.', 'view positive');
  says('The curry was too salty to eat.', 'curry negative');
  says('The lager was ice cold.', 'lager positive');
  says('The cottage was icy.', 'cottage negative');
  says('I wanted to try the dumplings.');
});

describe('What is said of another time, place or view is no verdict', () => {
  says('They used to have lovely scones.');
  says('I am used to good service.', 'service positive');
  says('I used to love the scones, but now the scones are stale.', 'scones negative');
  says('It feeds the myth that the water is dirty.');
  says('The best scones in town are still at Miller.');
  says('This place has the best scones in town.', 'scones positive');
  says('I prefer the scones from Miller.');
  says('I prefer the thin crust.', 'crust positive');
  says('It is best to order the scones ahead.');
});
