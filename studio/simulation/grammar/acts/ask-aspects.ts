import type { TurnFacts } from '../turn-facts.ts';

export const askAspects = (facts: TurnFacts): string =>
  facts.say({
    start:
      facts.tempo === 'terse'
        ? ['{ack} {question}', '{question}', '{offer}. {question}', '{echo} {question}']
        : [
            '{ack} {question}',
            '{offer}. {question}',
            '{ack} {reason} {question}',
            '{echo} {question}',
            '{echo} {offer}. {question}',
            '{echo} {reason} {question}',
          ],
    offer: ['{glad}', 'sure, {glad}', 'of course, {glad}', 'yes, {glad}'],
    echo: facts.category.isKnown
      ? [
          '{category}, okay.',
          'Right, {category}.',
          '{category}, plenty to choose from.',
          'Alright, {category} it is.',
          'Good, I know quite a few reviews of {category}.',
          'Let me see what I have under {category}.',
          'Ah, {category}.',
          'Okay, I will stay with {category}.',
          'So, {category}.',
          'When it comes to {category}, tastes differ.',
        ]
      : [
          'Okay, happy to look.',
          'Alright, let us see.',
          'There is plenty to choose from.',
          'Good, I can work with that.',
        ],
    reason: [
      'That still leaves a lot of choice.',
      'There is quite a bit to pick from.',
      'Help me narrow that down.',
      'Let me get a feel for your taste first.',
      'It helps to know what you care about.',
      'Before I suggest anything, a question.',
      'People mean very different things by that.',
      'I do not want to guess.',
      'The reviews praise all sorts of things.',
      'What one person loves, the next one hates.',
    ],
    question: [
      'What matters [most to you|to you]?',
      'What do you [usually|normally|typically] look for?',
      'What would make it a good [choice|pick|fit] for you?',
      'Which things do you care about [most|the most]?',
      'What should I pay attention to?',
      'What makes {aThing} work for you?',
      'Anything you always look out for?',
      'What has made you happy or unhappy before?',
      'What are your must-haves?',
      'What do you tend to praise, or complain about?',
      'What would put you off?',
      'Tell me what you value [most|], would you?',
      'What made the last {one} good or bad for you?',
      'What do you never compromise on?',
      'Any past experiences I should know about?',
      'What does it have to get right?',
      'Which details can make or break it for you?',
      'What is high on your list?',
      'Anything in particular that you love or cannot stand?',
      'What separates a good {one} from a bad one in your eyes?',
      'What do you remember from the last few you tried?',
      'Where have others let you down, or won you over?',
      'What would you tell a friend to watch for?',
      'Which boxes does it need to tick?',
    ],
  });
