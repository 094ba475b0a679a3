import { BROWSERS } from '../browsers.js';
import type { DemoTicket } from '../demo.types.js';

/** Returns, sizes, invoices, and the questions before a purchase. */
export const RETURN_TICKETS: readonly DemoTicket[] = [
  {
    by: 'tom', team: 'aftersales', agent: 'lena', page: ['/products/fjell-rain-shell', 'Fjell rain shell'], when: [19, '21:10'], closed: true,
    about: { subject: 'Fjell shell: L for XL', type: 'task', tags: ['exchange', 'size'] },
    end: { reason: 'return_or_exchange', result: 'solved' },
    rating: { score: 5, tags: ['friendly'], solved: true },
    talk: `
> The Fjell shell in L is too tight across the shoulders. Can I swap it for XL?
< Hi Tom, of course. Is it unworn apart from trying it on?
> Yes, tags still on.
< Then I set an XL aside for you now and send a prepaid label. It goes out when the carrier scans your parcel, so you wait only once.
> And the price? XL is 5 dollars more on the site today.
< You pay nothing more. It is an exchange of what you bought.
> Great service, thank you
`,
  },
  {
    by: { name: 'Hannah Cole', email: 'hannah.cole@mail.example', locale: 'en', zone: 'America/New_York', browser: BROWSERS.edgeWindows }, team: 'presales', agent: 'marcus', page: ['/products/ridge-40-pack', 'Ridge 40 L travel pack'], when: [15, '15:37'], closed: true,
    about: { priority: 'low', tags: ['before buying', 'size'] },
    end: { reason: 'product_question', result: 'solved' },
    talk: `
> I'm 5'3" (160 cm). Would the Ridge 40 be too long for my back?
< Hi Hannah. What counts is the length of your back: from the bone at the base of your neck down to the top of your hips. Could you measure that?
> about 42 cm
< Then take the size S/M, it fits 38 to 46 cm. The M/L begins at 45.
> Does S/M still count as carry-on?
< Yes: 54 × 35 × 22 cm when it is not overfilled. Both sizes do.
> Perfect, exactly what I needed to know.
`,
  },
  {
    by: 'derek', team: 'aftersales', agent: 'emily', page: ['/account/orders', 'My orders'], when: [12, '17:18'], closed: true,
    about: { subject: 'Refund for the kettle has not arrived', type: 'problem', priority: 'high', tags: ['refund'] },
    end: { reason: 'payment', result: 'solved' },
    rating: { score: 4, tags: ['settled'], solved: true },
    talk: `
> Where's the refund for the kettle? You said 3-5 days.
< Hi Derek, I checked with our bank: it left us on the second day. Your card company shows it as pending until the end of its billing cycle.
> So it's there but I can't see it.
< Yes. The reference is in the mail I have just sent you; with it your bank can find it in a minute.
> Found it. All good.
< Thank you for your patience, Derek.
`,
  },
  {
    by: { name: 'Markus Thiel', email: 'm.thiel@buero-thiel.example', locale: 'en', zone: 'Europe/Berlin', browser: BROWSERS.chromeWindows }, team: 'aftersales', agent: 'lena', page: ['/account/orders', 'My orders'], when: [9, '08:44'], closed: true,
    about: { subject: 'Rechnung auf die Firma für A1033', type: 'task', tags: ['invoice'] },
    end: { reason: 'payment', result: 'solved' },
    rating: { score: 5, tags: ['quick'], solved: true, comment: 'Rechnung kam sofort, danke.' },
    talk: `
> Guten Tag, ich brauche für A1033 eine Rechnung auf die Firma, mit USt-IdNr. Privat bestellt habe ich aus Versehen.
< Guten Tag Herr Thiel, das lässt sich ändern. Bitte nennen Sie mir Firmenname, Anschrift und USt-IdNr.
> Büro Thiel GmbH, Hafenstr. 12, 48153 Münster. Die Nummer steht schon in meinem Konto.
< Danke, gefunden. Die alte Rechnung ist storniert, die neue kommt in wenigen Minuten per E-Mail.
> Ist da. Besten Dank.
`,
  },
  {
    by: { name: 'Olivia Grant', email: 'olivia.grant@mail.example', locale: 'en', zone: 'America/Denver', browser: BROWSERS.iphone }, team: 'aftersales', agent: 'emily', page: ['/help/returns', 'Returns'], when: [5, '02:31'], stand: 'solved',
    about: { subject: 'Return of a used pan', tags: ['return', 'pan'] },
    end: { reason: 'return_or_exchange', result: 'solved', by: 'customer' },
    talk: `
> Can I return a pan I've cooked with once? Everything stuck.
< Hi Olivia, you can, within 30 days. But may I ask what happened? With cast iron it is often the first seasoning.
> Eggs. They became one with the pan.
< Ha, that is the hardest first test there is. If you like, try this: heat it slowly for five minutes, then a spoon of oil, then wait until it shimmers. And leave eggs for the fourth or fifth time.
> OK I'll give it another go. And if it still hates me?
< Then write to us and it comes back to us, used or not. You have 26 days left.
> Deal :)
`,
  },
  {
    by: { name: 'best-seo-deals', email: 'sales@seo-boost.example', locale: 'en', zone: 'Asia/Kolkata', browser: BROWSERS.chromeWindows }, team: 'presales', agent: 'marcus', page: ['/', 'Hearth & Trail'], when: [7, '06:02'], closed: true,
    about: { priority: 'low', tags: ['spam'] },
    end: { reason: 'other', result: 'spam' },
    talk: `
> Dear owner, your site is NOT on page one. We guarantee 10x traffic in 30 days. Reply YES for a free audit.
# Spam, nothing to answer.
`,
  },
  {
    by: 'sabine', team: 'presales', agent: 'lena', page: ['/products/meridian-carry-on', 'Meridian carry-on 38 L'], when: [4, '12:58'],
    about: { subject: 'Meridian 24 in Dunkelgrün, sobald er da ist', type: 'task', priority: 'low', tags: ['back in stock'] }, sleepsHours: 40,
    end: { reason: 'product_question', result: 'follow_up' },
    rating: { score: 4, tags: ['knew_well'], solved: null },
    talk: `
> Hallo, passt der Meridian in die Handgepäckmaße von Ryanair?
< Hallo Frau Vogel, der Meridian hat 55 × 38 × 20 cm. Mit „Priority“ passt er, als kostenloses kleines Gepäckstück leider nicht.
> Schade. Haben Sie etwas Kleineres?
< Ab nächster Woche den Meridian 24 mit 40 × 30 × 20 cm. Soll ich Ihnen schreiben, sobald er da ist?
> Ja, bitte. In Dunkelgrün, wenn es ihn gibt.
# Notify when Meridian 24 in dark green is in stock.
`,
  },
  {
    by: { name: 'Ben Farrow', locale: 'en', zone: 'America/Chicago', browser: BROWSERS.android }, team: 'presales', agent: 'marcus', page: ['/products/oak-cutting-board', 'Oak cutting board'], when: [2, '23:14'], stand: 'solved',
    about: { subject: 'Care of the oak board', priority: 'low', tags: ['before buying'] },
    end: { reason: 'product_question', result: 'solved' },
    rating: { score: 5, tags: ['friendly', 'knew_well'], solved: true },
    talk: `
> can the oak board go in the dishwasher
< Please don't: the heat opens the joints within a few washes. Warm water, a little soap, and dry it standing up.
> what oil do you recommend
< Plain food-grade mineral oil, once a month at first. Walnut oil works too if nobody at home is allergic to nuts.
> k thanks
`,
  },
  {
    by: 'lukas', team: 'aftersales', agent: 'emily', page: ['/account/orders', 'My orders'], when: [1, '14:06'],
    about: { subject: 'Chipped trail mug from A1052', type: 'problem', tags: ['mug', 'replacement'] }, sleepsHours: 26,
    end: { reason: 'return_or_exchange', result: 'follow_up' },
    talk: `
> Hi, one of the four trail mugs from A1052 arrived with a chip in the rim.
< Hello Lukas, I am sorry about that. One new mug or the price of one, as you like; you need not send the chipped one back.
> A new one please, same colour (moss).
< Moss is back in our warehouse in two days. I have reserved one and will write when it leaves.
# Reserved 1 × trail mug moss for A1052. Remind the warehouse to wrap rims.
> Thanks a lot!
`,
  },
];
