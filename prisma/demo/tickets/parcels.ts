import { BROWSERS } from '../browsers.js';
import type { DemoTicket } from '../demo.types.js';

const ORDERS = ['/account/orders', 'My orders'] as const;

/** Late, lost and misrouted parcels; for some weeks the carrier Northline was on strike. */
export const PARCEL_TICKETS: readonly DemoTicket[] = [
  {
    by: 'tom', team: 'aftersales', agent: 'emily', page: ORDERS, when: [34, '18:03'], closed: true,
    about: { subject: 'Tracking of A1012 has stopped', tags: ['parcel', 'strike'] },
    end: { reason: 'where_is_my_parcel', result: 'solved' },
    rating: { score: 2, tags: ['slow'], solved: true, comment: 'Nice people, but I waited two weeks for the parcel.' },
    talk: `
> Order A1012, tracking hasn't moved for five days. It says "held at hub".
< Hi Tom, let me look. It is at Northline's hub in Memphis. Their sorting staff have been on strike since last week, and that is why nothing moves.
> I leave on a hike in six days and the pack is in there!
< Then I would rather not gamble. I can send a second Ridge pack today with another carrier, two days to you, and we call the first one back.
> You'd do that? Yes please.
< Done. New tracking number is on its way to your mail. If the first parcel turns up after all, just refuse it.
# Replacement for a strike parcel, cost centre "carrier". Claim against Northline opened.
> Amazing. Thank you.
< Have a great hike.
`,
  },
  {
    by: 'sabine', team: 'aftersales', agent: 'lena', page: ORDERS, when: [31, '09:12'], closed: true,
    about: { subject: 'Sendung A1019 bewegt sich nicht', tags: ['parcel', 'strike'] },
    end: { reason: 'where_is_my_parcel', result: 'solved' },
    rating: { score: 3, tags: ['unsettled'], solved: false },
    talk: `
> Guten Morgen, meine Bestellung A1019 sollte letzte Woche kommen. In der Sendungsverfolgung steht nur „in Bearbeitung“.
< Guten Morgen Frau Vogel, ich sehe gleich nach. Ihr Paket liegt beim Transporteur Northline, dort wird seit einigen Tagen gestreikt.
> Das hilft mir leider wenig. Es ist ein Geburtstagsgeschenk.
< Das verstehe ich. Bis wann brauchen Sie es spätestens?
> In acht Tagen.
< Ich habe beim Depot nachgefragt: Pakete, die schon in Frankfurt sind, werden seit heute wieder zugestellt. Ihres ist dabei. Kommt es in vier Tagen nicht, schicke ich Ihnen ein zweites per Express.
> Gut, danke. Dann warte ich noch.
+ 4320
> Es ist heute angekommen. Vielen Dank für die Mühe!
< Das freut mich sehr. Ein schönes Fest!
`,
  },
  {
    by: { name: 'Ruth Alvarez', email: 'ruth.alvarez@mail.example', locale: 'en', zone: 'America/Chicago', browser: BROWSERS.chromeWindows }, team: 'aftersales', agent: 'emily', page: ORDERS, when: [30, '14:55'], closed: true,
    about: { subject: 'Marked delivered, nothing on the porch', type: 'problem', priority: 'high', tags: ['parcel', 'lost'] },
    end: { reason: 'where_is_my_parcel', result: 'follow_up' },
    rating: { score: 1, tags: ['unsettled', 'had_to_repeat'], solved: false, comment: 'Third time I ask where my parcel is.' },
    talk: `
> My parcel was marked delivered on the porch. There's nothing on the porch.
< Hello Ruth, I am sorry. Let us check a few things: could a neighbour or somebody at home have taken it?
> I asked both sides. No.
< Thank you for asking around. Drivers sometimes scan a day early. If it has not turned up by tomorrow evening, we treat it as lost and you choose: a new one, or your money.
> Fine. What do I need to do?
< Nothing. I will write to you here tomorrow evening.
+ 1500
< Good evening Ruth, has the parcel turned up?
> Nope.
< Then it is lost, and that is not your problem. Shall I send the pan again?
> Yes please
< It leaves tomorrow morning, with a signature on delivery this time.
`,
  },
  {
    by: 'lukas', team: 'aftersales', agent: 'lena', page: ['/help/shipping', 'Shipping'], when: [22, '11:26'], closed: true,
    about: { subject: 'Andere Lieferadresse für A1052', type: 'task', tags: ['address'] },
    end: { reason: 'where_is_my_parcel', result: 'solved', by: 'customer' },
    rating: { score: 4, tags: ['knew_well'], solved: true },
    talk: `
> Hallo, kann ich die Lieferadresse für A1052 noch ändern? Ich bin nächste Woche bei meinen Eltern.
< Hallo Herr Brandt, das Paket ist noch nicht gepackt, das geht also. Wie lautet die neue Adresse?
> Ich habe sie eben im Konto eingetragen, die zweite in der Liste. Münster.
< Habe ich übernommen. Sie bekommen gleich eine neue Bestätigung, bitte sehen Sie kurz drüber.
> Passt alles. Danke, das ging schnell!
< Gern geschehen. Gute Reise!
`,
  },
  {
    by: 'priya', team: 'aftersales', agent: 'emily', page: ORDERS, when: [3, '19:40'], stand: 'solved',
    about: { subject: 'Second parcel still has no scan', tags: ['parcel'] },
    end: { reason: 'where_is_my_parcel', result: 'solved' },
    rating: { score: 5, tags: ['friendly', 'quick', 'settled'], solved: true, comment: 'You saved my day, Emily!' },
    talk: `
> one of my two parcels came (the mugs), the other one just says label created
< Hi Priya! The second box, with the cutting board, ships from our other warehouse and was picked up an hour ago. Tracking will wake up tonight.
> ah ok. would be nice if the mail said it's two boxes
< You are right, and I have passed that on.
# Third customer this month who is confused by split shipments.
> thx :)
`,
  },
  {
    by: { name: null, locale: 'en', zone: 'America/Los_Angeles', browser: BROWSERS.iphone }, team: 'presales', agent: 'marcus', page: ['/', 'Hearth & Trail'], when: [13, '03:22'], closed: true,
    about: { priority: 'low', tags: ['before buying', 'shipping'] },
    end: { reason: 'product_question', result: 'solved', by: 'customer' },
    talk: `
> do you ship to Hawaii
< Yes, we do. To Hawaii it takes five to eight days and costs the same as to the mainland.
> even the cast iron??
< Even the cast iron. The only things that cannot fly are gas canisters, and those we do not sell.
> sold. thanks
`,
  },
];
