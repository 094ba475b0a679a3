import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { EVENTS, type EventName, isEventName } from '../../events.js';
import { Database, type Tx } from '../db.js';
import { type Happened, REACTIONS, type ReactionMark } from './on.decorator.js';

interface Reaction {
  readonly name: string;
  readonly event: EventName;
  readonly run: (tx: Tx, happened: Happened) => Promise<void>;
}

export const MAX_DEPTH = 5;

/** Every `@On` of every slice, found at boot, and the one way to run one. */
@Injectable()
export class Reactions implements OnModuleInit {
  private readonly byName = new Map<string, Reaction>();

  constructor(private readonly discovery: DiscoveryService, private readonly db: Database) {}

  onModuleInit(): void {
    for (const { instance } of this.discovery.getProviders()) {
      if (typeof instance !== 'object' || instance === null) continue;
      const marks: ReactionMark[] = Reflect.getMetadata(REACTIONS, Object.getPrototypeOf(instance) ?? instance) ?? [];
      for (const mark of marks) this.add(instance, mark);
    }
  }

  private add(instance: object, { event, method }: ReactionMark): void {
    const name = `${instance.constructor.name}_${method}`;
    if (!(event in EVENTS)) throw new Error(`${name} reacts to the unknown event ${event}`);
    if (this.byName.has(name)) throw new Error(`two reactions are called ${name}`);
    const run: unknown = Reflect.get(instance, method);
    if (typeof run !== 'function') throw new Error(`${name} is not a method`);
    this.byName.set(name, { name, event, run: (tx, happened) => run.call(instance, tx, happened) });
  }

  of(event: string): readonly string[] {
    return [...this.byName.values()].filter((reaction) => reaction.event === event).map((reaction) => reaction.name);
  }

  all(): Iterable<{ readonly name: string; readonly event: EventName }> {
    return this.byName.values();
  }

  /** Runs one reaction for one event, once for ever: the receipt is inserted first, in the same transaction. */
  async run(name: string, eventId: string): Promise<void> {
    const reaction = this.byName.get(name);
    if (!reaction) throw new Error(`no reaction is called ${name}`);
    const row = await this.db.prisma.event.findUnique({ where: { id: eventId } });
    if (!row || !isEventName(row.name) || row.depth >= MAX_DEPTH) return;
    const happened: Happened = { ...row, name: row.name, payload: EVENTS[row.name].parse(row.payload) };
    await this.db.transaction(
      async (tx) => {
        const { count } = await tx.receipt.createMany({ data: [{ eventId, reaction: name }], skipDuplicates: true });
        if (count === 1) await reaction.run(tx, happened);
      },
      { id: eventId, depth: row.depth },
    );
  }
}
