import { createHmac, hkdfSync } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Redis } from 'ioredis';
import type { Env } from '../env.js';
import { newId, sameBytes } from '../ids.js';
import { Log } from '../log.js';
import { ENV } from '../tokens.js';
import { RedisLinks } from './redis.js';

/** Raised when the shape of anything told changes: nodes of two versions do not hear each other, and catch up by asking. */
const SHAPE = 1;
const MAC_LENGTH = 43;
const ID_LENGTH = 36;

/** Something nodes tell each other. Only ever a hint: it may get lost, and whoever listens must find out by itself too. */
export interface Topic<Said, Heard = Said> {
  tell(data: Said): void;
  hear(listener: (data: Heard) => void): void;
}

/**
 * The other processes of this desk, reached through Redis. Each packet is signed with the key the nodes share, so
 * that nobody who merely reaches Redis can speak for one. Without REDIS_URL there is nobody, and nothing is done.
 */
@Injectable()
export class Peers implements OnApplicationBootstrap, OnApplicationShutdown {
  /** This process, until it ends. */
  readonly id = newId();
  private readonly key: Buffer;
  /** What this desk's keys in a shared Redis begin with. */
  readonly space: string;
  private readonly speaker: Redis | null;
  private readonly ear: Redis | null;
  private readonly listeners = new Map<string, (data: unknown) => void>();
  private readonly reunions: (() => void)[] = [];
  private hears = false;
  private stopped = false;

  constructor(links: RedisLinks, private readonly log: Log, @Inject(ENV) private readonly env: Env) {
    this.key = Buffer.from(hkdfSync('sha256', env.secretKey, '', 'peers', 32));
    // Two desks may share one Redis.
    this.space = `aftercare:${this.sign('space').slice(0, 16)}`;
    this.speaker = links.commands;
    this.ear = links.brisk('peers');
  }

  /** Without REDIS_URL no other process may have sockets, and nothing is done for any. */
  get isAlone(): boolean {
    return this.env.REDIS_URL === undefined;
  }

  /** Whether what is told now reaches the others, and what they tell reaches this one. */
  get isLinked(): boolean {
    return this.hears && this.speaker?.status === 'ready';
  }

  /**
   * @typeParam Heard what JSON makes of `Said`
   * @param audience whether only nodes with sockets can do anything with it
   */
  topic<Said, Heard = Said>(name: string, audience: 'all' | 'sockets' = 'sockets'): Topic<Said, Heard> {
    const channel = `${this.space}:${SHAPE}:${name}`;
    return {
      tell: (data) => {
        if (this.speaker?.status === 'ready') this.publish(this.speaker, channel, data);
      },
      hear: (listener) => {
        if (audience === 'sockets' && !this.env.roles.includes('sockets')) return;
        // Signed by a node of this version, which tells only what its types allow.
        this.listeners.set(channel, (data) => listener(data as Heard));
      },
    };
  }

  /** Called each time this node begins to hear the others: whatever they told before is lost. */
  onReunion(watcher: () => void): void {
    this.reunions.push(watcher);
  }

  private publish(speaker: Redis, channel: string, data: unknown): void {
    const body = `${this.id}${JSON.stringify(data)}`;
    speaker.publish(channel, this.sign(channel + body) + body).catch((fault: unknown) => this.log.warn({ fault: String(fault) }, 'the other nodes were not told; they will find out'));
  }

  private sign(text: string): string {
    return createHmac('sha256', this.key).update(text).digest('base64url');
  }

  onApplicationBootstrap(): void {
    const { ear } = this;
    if (!ear) return;
    ear.on('message', (channel: string, packet: string) => this.arrived(channel, packet));
    ear.on('ready', () => void this.subscribe(ear));
    ear.on('close', () => {
      this.hears = false;
    });
    if (ear.status === 'ready') void this.subscribe(ear);
  }

  private async subscribe(ear: Redis): Promise<void> {
    try {
      if (this.listeners.size > 0) await ear.subscribe(...this.listeners.keys());
      this.hears = true;
      for (const reunion of this.reunions) reunion();
    } catch (fault) {
      if (this.stopped) return;
      this.log.warn({ fault: String(fault) }, 'the other nodes cannot be heard yet');
      ear.disconnect(true);
    }
  }

  private arrived(channel: string, packet: string): void {
    if (packet.startsWith(this.id, MAC_LENGTH)) return;
    try {
      if (!sameBytes(Buffer.from(packet.slice(0, MAC_LENGTH)), Buffer.from(this.sign(channel + packet.slice(MAC_LENGTH))))) throw new Error('not signed by a node of ours');
      this.listeners.get(channel)?.(JSON.parse(packet.slice(MAC_LENGTH + ID_LENGTH)));
    } catch (fault) {
      this.log.error({ fault, channel }, 'a packet of another node was refused');
    }
  }

  onApplicationShutdown(): void {
    this.stopped = true;
  }
}
