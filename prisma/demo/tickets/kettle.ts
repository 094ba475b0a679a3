import { BROWSERS } from '../browsers.js';
import type { DemoTicket } from '../demo.types.js';

const KETTLE = ['/products/ember-gooseneck-kettle', 'Ember gooseneck kettle 1.0 L'] as const;

/** The kettle whose batch B09 leaks at the seam of the spout. */
export const KETTLE_TICKETS: readonly DemoTicket[] = [
  {
    by: 'anna', team: 'aftersales', agent: 'lena', page: KETTLE, when: [26, '17:42'], closed: true,
    about: { subject: 'Wet ring under the Ember kettle', tags: ['kettle', 'b09'] },
    end: { reason: 'product_question', result: 'solved', by: 'customer' },
    rating: { score: 5, tags: ['friendly', 'knew_well'], solved: true, comment: 'Lena explained it calmly, even at that hour.' },
    talk: `
> Hi! My Ember kettle (order A1047) arrived yesterday. After boiling there is a wet ring under the base. Is that normal?
< Hello Anna, thank you for asking before you worry. A thin ring after the first boils can be condensation running down from the lid.
< Could you wipe the base dry, boil once with the lid fully closed, and see whether water comes back?
> Just did. A few drops, less than before.
< That sounds like condensation. The number stamped under the base tells me the batch, could you read it to me in case it comes back?
> It says B09.
< Thank you, I have noted it. If you ever see water coming from the seam of the spout, write to us at once and please stop using it.
# Batch B09. Second customer this week who mentions water with that batch, keep an eye on it.
> Will do. Thanks Lena!
< My pleasure. Enjoy your coffee.
`,
  },
  {
    by: 'anna', team: 'aftersales', agent: 'emily', page: KETTLE, when: [11, '15:08'],
    about: { subject: 'Leak at the spout seam, replacement from B11', type: 'problem', priority: 'high', tags: ['kettle', 'b09', 'replacement'] }, stand: 'on_hold',
    end: { reason: 'defect', result: 'follow_up' },
    talk: `
> Me again about the kettle from A1047. Now there is definitely water coming from where the spout joins the body. Not condensation.
< Oh no. I am sorry, Anna. Please switch it off and unplug it before you do anything else.
> It's off. Here are two photos: the seam, and the ring it leaves.
< Thank you, they show it clearly. Is it batch B09, as you told Lena?
> Yes, B09. Stamped right under.
# Same seam as Derek Olsen and Priya Raman. That makes three in B09. @Jonas Becker, can you ask the supplier?
< Thank you. This is a fault of ours, so you need not pay anything: we can send a new one or give the money back. Which do you prefer?
> A replacement would be great, as long as it is not from the same batch.
< It will be B11. They reach our warehouse in about a week; I will write to you here as soon as yours is on its way.
> Perfect. Thanks for being quick about this.
+ 2900
< A short word, Anna: the B11 kettles are delayed by a few days. Yours is reserved. You can have your money back instead at any time, just say so.
`,
  },
  {
    by: 'derek', team: 'aftersales', agent: 'emily', page: KETTLE, when: [29, '20:15'], closed: true,
    about: { subject: 'Kettle leaked and tripped a socket', type: 'problem', priority: 'urgent', tags: ['kettle', 'b09', 'safety', 'refund'] },
    end: { reason: 'defect', result: 'solved' },
    rating: { score: 4, tags: ['quick', 'settled'], solved: true, comment: 'Refund came quickly. Should not have happened in the first place.' },
    talk: `
> The kettle I bought six weeks ago drips from the spout seam and shorted my socket this morning. I'm not happy.
< I would not be either, Derek. First: is everybody alright, and is the kettle unplugged?
> Everyone's fine. It's unplugged and the breaker is back on.
< Good. Please do not use it again. I am looking at your order A0968 now.
< Could you tell me the batch number under the base? It starts with a B.
> B09
# @Jonas Becker, this one is a safety matter: Derek's description is above, the photos are in the mailbox. @Ruth Adler, for the batch file.
< Thank you. I have sent you a prepaid label, and your refund starts now, without waiting for the parcel. It takes three to five working days to show on your card.
> OK, that's fair. Label arrived.
< Thank you for telling us so clearly. We are checking the whole batch because of it.
> Good. Appreciate it.
`,
  },
  {
    by: 'priya', team: 'aftersales', agent: 'lena', page: ['/account/orders', 'My orders'], when: [17, '13:31'], closed: true,
    about: { subject: 'Gap at the spout of the kettle', type: 'problem', priority: 'high', tags: ['kettle', 'b09'] },
    end: { reason: 'defect', result: 'solved' },
    rating: { score: 5, tags: ['quick', 'settled'], solved: true },
    talk: `
> hi, question about my ember kettle. there's a hairline gap where the spout meets the body and it weeps a little when full
< Hi Priya, thanks for describing it so exactly. Which batch is stamped under the base?
> B09
< Then it belongs to a batch that we know a fault of. I am sorry about that. You may choose: a new kettle, or the full price back.
> refund please, i already bought another one for the office
< Done, you will get a mail with a prepaid label in a minute. The refund goes out as soon as the carrier scans it.
> got it. do i need the original box?
< Any sturdy box will do, please empty the kettle first.
> lol will do. thanks!
`,
  },
  {
    by: { name: 'Greg', locale: 'en', zone: 'America/Phoenix', browser: BROWSERS.android }, team: 'aftersales', agent: 'emily', page: KETTLE, when: [8, '22:47'], closed: true,
    about: { type: 'problem', tags: ['kettle'] },
    end: { reason: 'defect', result: 'no_reply', by: 'system' },
    talk: `
> kettle leaks
< Hello Greg, I am sorry to hear that. Where does the water come from: the lid, the spout, or underneath?
< And could you tell me the order number, or the number that begins with B under the base?
+ 5
< Are you still there? You can answer here later as well, we will read it.
`,
  },
  {
    by: { name: 'Claire Dunn', email: 'claire.dunn@mail.example', locale: 'en', zone: 'America/New_York', browser: BROWSERS.safariMac }, team: 'presales', agent: 'marcus', page: KETTLE, when: [6, '16:20'], stand: 'solved',
    about: { subject: 'Does the Ember hold its temperature?', tags: ['kettle', 'before buying'] },
    end: { reason: 'product_question', result: 'solved', by: 'customer' },
    rating: { score: 5, tags: ['knew_well'], solved: true, comment: 'Honest about the bad batch. That is why I bought one.' },
    talk: `
> Does the Ember kettle hold its temperature, or does it just boil and switch off?
< Hi Claire. It holds what you set, between 40 and 100 °C, for 30 minutes, and then switches off.
> And is the inside steel all the way? I don't want plastic touching hot water.
< The body, lid and spout are steel inside. The only other material that touches water is the silicone ring of the lid.
> I read a review about leaking...
< You read right: one batch, B09, had a bad seam at the spout. We have taken it off the shelves. What we ship now is B11, and each one is filled and checked before it is packed.
> Thanks for the straight answer. Ordering one.
< Glad to hear it. Enjoy it!
`,
  },
];
