// The least code that lists and opens tickets over HTTP: Nest on Fastify with `pg`, one narrow table, one index, nothing checked.
import 'reflect-metadata';
import { Body, Controller, Get, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import pg from 'pg';
import { options } from '../support/options.mjs';

const opt = options({ pg: '' });
const pool = new pg.Pool({ connectionString: opt.pg, max: 8 });
const LIST = {
  name: 'list',
  text: `SELECT id, customer, subject, status, queue, moved_at FROM bench_ticket WHERE queue = 1 AND status = 'open' ORDER BY moved_at DESC, id DESC LIMIT 50`,
};
const CREATE = `WITH opened AS (INSERT INTO bench_ticket (customer, subject, status, queue) VALUES ($1, $2, 'open', 1) RETURNING id),
  said AS (INSERT INTO bench_message (ticket, body) SELECT id, $3 FROM opened), told AS (INSERT INTO bench_event (ticket, name) SELECT id, 'opened' FROM opened)
  SELECT id FROM opened`;

class Tickets {
  async list() {
    return (await pool.query(LIST)).rows;
  }
  async open({ customer, subject, text }) {
    return (await pool.query({ name: 'open', text: CREATE, values: [customer, subject, text] })).rows[0];
  }
}
// Decorators by hand: this is plain JavaScript.
const of = (name) => [Tickets.prototype, name, Object.getOwnPropertyDescriptor(Tickets.prototype, name)];
Get('tickets')(...of('list'));
Post('tickets')(...of('open'));
Body()(Tickets.prototype, 'open', 0);
Controller()(Tickets);
class Anchor {}
Module({ controllers: [Tickets] })(Anchor);

const app = await NestFactory.create(Anchor, new FastifyAdapter(), { logger: false });
await app.listen(0, '127.0.0.1');
process.send({ port: app.getHttpServer().address().port });
