import type { AspectVocabulary } from '../vocabulary.ts';

/** Aspects of being a customer of the app. */
export const accountAspects: readonly AspectVocabulary[] = [
  {
    id: 'login',
    label: 'account and login',
    terms: [
      'login',
      'log in',
      'password',
      'account',
      'sign in',
      'code',
      'verification',
      'locked out',
      'email',
      'sign up',
    ],
    positive: `
      login is {very}easy
      signing up took {moment}
      no account needed
      ! logs me in with my fingerprint every time
      ! easiest sign up ever
      {good} login options
      it keeps me signed in
      creating an account was {very}simple
      no problems logging in
      the verification code comes {absolutely}instantly
      password reset was {very}quick
      ~ login works
      ~ sign in is fine
      you can use it without an account
      face login is {very}handy
    `,
    negative: `
      can't log in
      login is {bad}
      it logs me out {often}
      ! locked out of my account for {months}
      ! it says wrong password and the password is right
      the verification code never comes
      won't let me sign up
      the login screen is {rather}slow
      I have to reset my password {often}
      it wants [my phone number|my contacts|my email|three passwords] just to sign in
      my account was deleted
      cannot make an account
      stuck on the sign in page
      ~ login takes a few tries
      ~ too many steps to sign in
      the code goes to an email I do not have anymore
    `,
    mixed: `
      login is okay
      signing in works after a try or two
      login is fine but it forgets me on updates
    `,
  },
  {
    id: 'price',
    label: 'price and subscription',
    terms: ['free', 'subscription', 'pay', 'price', 'premium', 'expensive', 'money', 'charged', 'trial', 'refund'],
    positive: `
      it is {absolutely}free
      the premium version is {good} value
      worth the subscription
      ! everything is free and they never nag
      ! best {amount} I ever spent
      the price is {very}fair
      no hidden charges
      the free version is {good}
      you do not have to pay to [enjoy|use|win|finish] it
      {amount} for lifetime access is {good}
      easy to cancel the trial
      ~ free version is enough for me
      ~ price is reasonable
      cheaper than the others
      happy to pay for premium
    `,
    negative: `
      too expensive
      everything costs money
      the subscription is {rather}expensive
      ! they charged me {amount} after I cancelled
      ! scam, took my money and no refund
      the free version is {rather}useless
      you have to pay for everything
      {amount} a week is {rather}greedy
      can't cancel the subscription
      the free trial is a trap
      pay to win
      used to be free and now it is a subscription
      all the good {content} are behind a paywall
      ~ a little pricey
      ~ wish the premium was cheaper
      money grab
      not worth {amount}
      keeps asking me to go premium
    `,
    mixed: `
      price is okay
      free version is limited but usable
      you get what you pay for
      subscription is average
    `,
  },
  {
    id: 'support',
    label: 'customer support',
    terms: [
      'support',
      'customer service',
      'respond',
      'emailed',
      'developer',
      'reply',
      'help',
      'ticket',
      'response',
      'contacted',
    ],
    positive: `
      support is {good}
      customer service is {very}helpful
      the developer replied in {moment}
      ! the developer personally fixed my problem
      ! best support team ever
      they respond to emails
      contacted support and they fixed it
      {good} customer service
      support answered within {moment}
      the dev listens to users
      they gave me a refund without arguing
      ~ support got back to me
      ~ help pages are decent
      emailed them and got a real answer
      {very}responsive developer
    `,
    negative: `
      support is {bad}
      customer service is {rather}useless
      nobody answers my emails
      ! no support whatsoever
      ! the developer insulted me in the reply
      contacted support {several} times with no response
      {bad} customer service
      they just send automated replies
      waiting {months} for a response
      the developer does not care
      support told me to reinstall and that was it
      no way to contact anyone
      my ticket was closed without a reply
      ~ support is slow
      ~ wish they would respond
      they blame my {phone} for everything
    `,
    mixed: `
      support is okay
      support replied but did not fix it
      average response from the developer
    `,
  },
];
