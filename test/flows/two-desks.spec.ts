import { type AMailbox, aMailbox } from '#prisma/factories/mailbox.factory.js';
import { DeliveriesService } from '../../server/src/notifications/deliveries.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { Mailbox } from '../support/mailbox.js';
import { aMail, receive } from '../support/mails.js';
import { settle } from '../support/settle.js';

interface Desk {
  readonly app: TestApp;
  readonly sink: Mailbox;
  readonly box: AMailbox;
}
const HOURS = 24;
/** What some servers and forwarders take from a mail on its way. */
const MARKS = /^(Auto-Submitted|X-Auto-Response-Suppress):.*\r\n/gim;

describe('two desks that confirm what comes in', () => {
  const desks: Desk[] = [];
  const open = async (name: string): Promise<Desk> => {
    const sink = await Mailbox.open();
    const app = await startApp({ SMTP_URL: sink.url, PUBLIC_URL: `http://desk.${name}.example` });
    const desk = { app, sink, box: await aMailbox(app.db, { address: `support@${name}.example` }) };
    desks.push(desk);
    return desk;
  };
  afterEach(async () => {
    for (const { app, sink } of desks.splice(0)) {
      await app.close();
      await sink.close();
    }
  });

  test.each([
    ['as they were sent', (raw: string) => raw, 1],
    ['without the marks of automatic mail', (raw: string) => raw.replace(MARKS, ''), 2],
  ])('exchange no more than two mails in a day that reach each other %s', async (_, underWay, most) => {
    const [one, two] = [await open('one'), await open('two')];
    // A ticket of the second desk, in the name of the first.
    await receive(two.app, two.box, aMail({ from: one.box.channel.key, to: two.box.channel.key }));
    let sent = 0;
    for (let hour = 0; hour < HOURS; hour += 1) {
      for (const [from, to] of [[two, one], [one, two]] as const) {
        await settle(from.app);
        await from.app.nest.get(DeliveriesService).send();
        for (const letter of from.sink.letters.splice(0)) {
          sent += 1;
          if (letter.to === to.box.channel.key) await receive(to.app, to.box, Buffer.from(underWay(letter.source)));
        }
        from.app.clock.advance({ minutes: 59 });
      }
    }
    expect(sent).toBe(most);
  });
});
