import assert from 'node:assert/strict';
import { SourceConfigSchema } from '../../../schemas/source-config.ts';
import { buildContext } from '../../../studio/simulation/build-context.ts';
import { describeDomain, domainNameOf, formatPrice } from '../../../studio/simulation/domain.ts';
import { buildMessages } from '../../../studio/simulation/prompts.ts';
import { createPlans } from '../../fixtures/dialog-plan.ts';
import { findAllProblems, realizeOffline } from '../fidelity/offline-dialog.ts';

const sourceOf = (source: object): string => domainNameOf(SourceConfigSchema.parse(source));

describe('the domain of a run', () => {
  it('is what the config says, else what official files are about, else anything', () => {
    assert.equal(sourceOf({ kind: 'mapped', domain: 'Restaurants' }), 'restaurants');
    assert.equal(sourceOf({ kind: 'amazon' }), 'amazon');
    assert.equal(sourceOf({ kind: 'sample', sample: { domain: 'mobilerec' } }), 'mobilerec');
    assert.equal(sourceOf({ kind: 'mapped' }), 'anything');
  });

  it('compares whole words, so that "mapped", "apparel" and "workplaces" are no apps or places', () => {
    const manners = {
      yelp: 'places',
      amazon: 'products',
      mobilerec: 'apps',
      anything: 'anything',
      mapped: 'anything',
      apparel: 'anything',
      applications: 'anything',
      workplaces: 'anything',
      restaurants: 'places',
      'thai restaurants': 'places',
      'coffee shops': 'places',
      'mobile games': 'apps',
      apps: 'apps',
      'board games': 'anything',
      electronics: 'products',
      books: 'anything',
    };
    assert.deepEqual(
      Object.fromEntries(Object.keys(manners).map((name) => [name, describeDomain(name).manner])),
      manners,
    );
  });

  it('has a noun of its own in both numbers, unless the words of the manner say as much', () => {
    assert.deepEqual(describeDomain('restaurants').noun, { singular: 'restaurant', plural: 'restaurants' });
    assert.deepEqual(describeDomain('board game').noun, { singular: 'board game', plural: 'board games' });
    for (const name of ['yelp', 'places', 'products', 'apps', 'furniture', 'anything']) {
      assert.equal(describeDomain(name).noun, null, name);
    }
  });

  it('writes prices in their currency', () => {
    const written = [
      formatPrice(12.5, 'EUR'),
      formatPrice(12, 'GBP'),
      formatPrice(1299, 'CHF'),
      formatPrice(3.999, 'USD'),
      formatPrice(5, '₽'),
      formatPrice(7.1, null),
    ];
    assert.deepEqual(written, ['€12.50', '£12', 'CHF 1299', '$4.00', '₽5', '7.10']);
  });

  it('decides what both agents say: own restaurants with prices in euros', () => {
    const plans = createPlans(60).map((plan) => ({ ...plan, domain: 'restaurants', currency: 'EUR' }));
    const dialogs = plans.map(realizeOffline);
    const text = dialogs.flatMap((turns) => turns.map((turn) => turn.text)).join('\n');
    assert.match(text, /\brestaurants?\b/u);
    assert.match(text, /€\d/u);
    assert.doesNotMatch(
      text,
      /\b(?:apps?|install|download|order it|products?|the tag says|sold for|the shop wants)\b|\$/iu,
    );
    const priced = plans.flatMap((plan) =>
      plan.turns.filter(({ slots }) => (slots.price ?? 0) > 0).map(({ turn }) => ({ plan, turn })),
    );
    const prompts = priced.map(({ plan, turn }) =>
      buildMessages({ context: buildContext(plan, turn, []), feedback: [], maximumWords: 90, attempt: 0 }),
    );
    assert.ok(prompts.length > 0);
    for (const [system, user] of prompts) {
      assert.match(system?.content ?? '', /a User looks for restaurants and/u);
      assert.match(user?.content ?? '', /its price is €\d/u);
    }
    assert.deepEqual(
      plans.flatMap((plan, at) => findAllProblems(plan, dialogs[at] ?? []).filter(({ check }) => check === 'numbers')),
      [],
    );
  });

  it('gives neutral words where nobody knows what is reviewed', () => {
    const plans = createPlans(60).map((plan) => ({ ...plan, domain: 'anything' }));
    const text = plans
      .flatMap(realizeOffline)
      .map((turn) => turn.text)
      .join('\n');
    assert.doesNotMatch(text, /\b(?:apps|an app|install|download|put it in my cart|your visit)\b|\$/u);
  });
});
