import { Injectable, type OnApplicationShutdown, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Peers, type Topic } from '../platform/nodes/peers.js';

/** Somebody who looks at a conversation. */
export interface Watcher {
  readonly id: string;
  readonly name: string;
  readonly kind: 'customer' | 'agent';
  readonly online: boolean;
}
type Said =
  | { readonly is: 'roster'; readonly node: string; readonly ticketId: string; readonly people: readonly Watcher[] }
  | { readonly is: 'question' }
  | { readonly is: 'farewell'; readonly node: string };

const REPEAT_MS = 20_000;
/** A node that ended without a farewell is believed so long. */
const BELIEVED_MS = 50_000;

/** Who looks at a conversation on the other nodes, as they last said. Each says it when it changes and every 20 s. */
@Injectable()
export class WatchersElsewhere implements OnModuleInit, OnModuleDestroy, OnApplicationShutdown {
  private readonly topic: Topic<Said>;
  private readonly own = new Map<string, readonly Watcher[]>();
  private readonly rosters = new Map<string, Map<string, { people: readonly Watcher[]; at: number }>>();
  private readonly listeners: ((ticketId: string) => void)[] = [];
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly peers: Peers) {
    this.topic = peers.topic('presence');
  }

  onModuleInit(): void {
    if (this.peers.isAlone) return;
    this.topic.hear((said) => {
      if (said.is === 'question') this.repeat();
      else if (said.is === 'farewell') this.forget((node) => node === said.node);
      else this.believe(said.node, said.ticketId, said.people);
    });
    this.peers.onReunion(() => {
      this.topic.tell({ is: 'question' });
      this.repeat();
    });
    this.timer = setInterval(() => {
      const since = performance.now() - BELIEVED_MS;
      this.forget((_, at) => at < since);
      this.repeat();
    }, REPEAT_MS);
  }

  /** Called when others began or ceased to look at a conversation. */
  onChange(listener: (ticketId: string) => void): void {
    this.listeners.push(listener);
  }

  of(ticketId: string): Watcher[] {
    return [...(this.rosters.get(ticketId)?.values() ?? [])].flatMap(({ people }) => people);
  }

  /** Who looks at it here. */
  say(ticketId: string, people: readonly Watcher[]): void {
    if (this.peers.isAlone) return;
    if (people.length > 0) this.own.set(ticketId, people);
    else this.own.delete(ticketId);
    this.topic.tell({ is: 'roster', node: this.peers.id, ticketId, people });
  }

  private repeat(): void {
    for (const [ticketId, people] of this.own) this.topic.tell({ is: 'roster', node: this.peers.id, ticketId, people });
  }

  private believe(node: string, ticketId: string, people: readonly Watcher[]): void {
    const nodes = this.rosters.get(ticketId) ?? new Map<string, { people: readonly Watcher[]; at: number }>();
    const before = nodes.get(node);
    if (people.length > 0) this.rosters.set(ticketId, nodes.set(node, { people, at: performance.now() }));
    else this.remove(ticketId, nodes, node);
    // What is merely said again changes nothing; an empty one may mean that the agent of it came or went.
    if (people.length === 0 || JSON.stringify(before?.people) !== JSON.stringify(people)) this.changed(ticketId);
  }

  private forget(which: (node: string, at: number) => boolean): void {
    for (const [ticketId, nodes] of this.rosters) {
      const gone = [...nodes].filter(([node, { at }]) => which(node, at));
      for (const [node] of gone) this.remove(ticketId, nodes, node);
      if (gone.length > 0) this.changed(ticketId);
    }
  }

  private remove(ticketId: string, nodes: Map<string, unknown>, node: string): void {
    nodes.delete(node);
    if (nodes.size === 0) this.rosters.delete(ticketId);
  }

  private changed(ticketId: string): void {
    for (const listener of this.listeners) listener(ticketId);
  }

  // While there is still a connection to say it by.
  onModuleDestroy(): void {
    this.topic.tell({ is: 'farewell', node: this.peers.id });
  }

  onApplicationShutdown(): void {
    if (this.timer) clearInterval(this.timer);
  }
}
