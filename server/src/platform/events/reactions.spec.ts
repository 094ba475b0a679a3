import 'reflect-metadata';
import { Injectable, Module, type Type } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { Database, type Tx } from '../db.js';
import { type Happened, On, REACTIONS } from './on.decorator.js';
import { Reactions } from './reactions.js';

@Injectable()
class Chats {
  @On('ticket.opened')
  async queue(_tx: Tx, _happened: Happened<'ticket.opened'>): Promise<void> {}

  @On('ticket.closed')
  async end(_tx: Tx, _happened: Happened<'ticket.closed'>): Promise<void> {}
}

@Injectable()
class Mail {
  @On('ticket.opened')
  async greet(_tx: Tx, _happened: Happened<'ticket.opened'>): Promise<void> {}
}

/** A small application with these reactions, started as the real one is. */
async function start(...providers: Type[]): Promise<Reactions> {
  @Module({ imports: [DiscoveryModule], providers: [Reactions, { provide: Database, useValue: null }, ...providers] })
  class Small {}
  const app = await NestFactory.createApplicationContext(Small, { logger: false, abortOnError: false });
  const reactions = app.get(Reactions);
  await app.close();
  return reactions;
}

describe('reactions', () => {
  it('are found in every slice, by event, under a name of their own', async () => {
    const reactions = await start(Chats, Mail);
    expect(reactions.of('ticket.opened')).toEqual(['Chats_queue', 'Mail_greet']);
    expect(reactions.of('ticket.closed')).toEqual(['Chats_end']);
    expect(reactions.of('ticket.reopened')).toEqual([]);
  });

  it('to an event that does not exist end the start', async () => {
    class Wrong {
      async react(): Promise<void> {}
    }
    Reflect.defineMetadata(REACTIONS, [{ event: 'ticket.exploded', method: 'react' }], Wrong.prototype);
    await expect(start(Wrong)).rejects.toThrow('unknown event ticket.exploded');
  });

  it('that are no method end the start', async () => {
    class Wrong {
      readonly react = 1;
    }
    Reflect.defineMetadata(REACTIONS, [{ event: 'ticket.closed', method: 'react' }], Wrong.prototype);
    await expect(start(Wrong)).rejects.toThrow('not a method');
  });

  it('of one name end the start: their receipts would be taken for each other', async () => {
    const make = (): Type => {
      class Twin {
        async react(): Promise<void> {}
      }
      Reflect.defineMetadata(REACTIONS, [{ event: 'ticket.closed', method: 'react' }], Twin.prototype);
      return Twin;
    };
    await expect(start(make(), make())).rejects.toThrow('two reactions are called Twin_react');
  });

  it('that nobody has cannot be run', async () => {
    await expect((await start()).run('Chats_queue', 'x')).rejects.toThrow('no reaction is called Chats_queue');
  });
});
