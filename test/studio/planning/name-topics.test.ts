import assert from 'node:assert/strict';
import { isPartOf, nameIntentTopics, nameProfileTopics } from '../../../studio/planning/name-topics.ts';
import type { ProfileAspect } from '../../../studio/planning/plan-packet.ts';

const mentions = (...sentiments: number[]): ProfileAspect['mentions'] =>
  sentiments.map((sentiment, at) => ({
    reviewId: `r${at}`,
    itemId: 'past',
    reviewedAt: '2024-01-01T00:00:00.000Z',
    charStart: 0,
    charEnd: 5,
    sentiment,
  }));

const color = (terms: ProfileAspect['terms']): ProfileAspect => ({
  aspectId: 'a03',
  label: 'color',
  share: 0.4,
  sentiment: 0.1,
  mentions: mentions(0.5, 0, 0),
  terms,
});

const names = (profile: ProfileAspect[], ofTarget: string[] = []): unknown[] =>
  nameProfileTopics(profile, new Set(ofTarget)).map(({ topicId, label }) => [topicId, label]);

describe('nameProfileTopics', () => {
  it('names an aspect by the user’s own term that the category shares, with the mentions of just that term', () => {
    const [topic] = nameProfileTopics(
      [color([{ topicId: 'a03.recipe', label: 'recipes', mentions: mentions(0.8, 0.4) }])],
      new Set(),
    );
    assert.equal(topic?.label, 'recipes');
    assert.equal(topic.aspectId, 'a03');
    assert.equal(topic.topicId, 'a03.recipe');
    assert.equal(topic.mentions.length, 2);
    assert.ok(Math.abs(topic.sentiment - 0.6) < 1e-9);
  });

  it('leaves an aspect out whose terms the category does not share: "skin" is no wish for caramels', () => {
    assert.deepEqual(names([color([])]), []);
  });

  it('keeps the name of an aspect of which the run lists no terms', () => {
    assert.deepEqual(names([color(null)]), [['a03', 'color']]);
  });

  it('takes the term with most opinions, twice as willingly one that the target’s reviews speak of', () => {
    const terms = [
      { topicId: 'a03.card', label: 'card', mentions: mentions(0, 0, 0) },
      { topicId: 'a03.picture', label: 'pictures', mentions: mentions(0.5) },
      { topicId: 'a03.recipe', label: 'recipes', mentions: mentions(0.5, 0) },
    ];
    assert.deepEqual(names([color(terms)]), [['a03.recipe', 'recipes']]);
    assert.deepEqual(names([color(terms)], ['a03.picture']), [['a03.picture', 'pictures']]);
  });
});

describe('nameIntentTopics', () => {
  it('names what the target review speaks of by its best-liked term', () => {
    const intent = { aspectId: 'a01', label: 'flavor', sentiment: 0.5 };
    const terms = [
      { topicId: 'a01.rice', label: 'rice', sentiment: 0.2 },
      { topicId: 'a01.sauce', label: 'sauce', sentiment: 0.8 },
    ];
    assert.deepEqual(
      nameIntentTopics([
        { ...intent, terms },
        { ...intent, aspectId: 'a02', terms: [] },
        { ...intent, aspectId: 'a04', label: 'sound', terms: null },
      ]).map(({ label }) => label),
      ['sauce', 'sound'],
    );
  });
});

describe('isPartOf', () => {
  it('takes no name of the thing itself for a wish, but at a place what it is known for', () => {
    assert.equal(isPartOf('Gift Cards', 'amazon')('card'), false);
    assert.equal(isPartOf('Magazine Subscriptions', 'amazon')('recipes'), true);
    assert.equal(isPartOf('Coffee & Tea', 'yelp')('coffee'), true);
  });
});
