import 'reflect-metadata';
import { Controller, Get, Module, Post, type Type } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { assertAccessDeclared, type EndpointAccess } from './access.check.js';
import { Allow, ForVisitors, Public, SignedIn } from './endpoint.decorators.js';

@Controller('said')
class Said {
  @Get('a')
  @Public()
  everybody() {}

  @Get('b')
  @ForVisitors()
  visitors() {}

  @Get('c')
  @SignedIn()
  staff() {}

  @Post('d')
  @Allow('ticket.close')
  some() {}

  /** Not an endpoint, so nobody calls it. */
  inside() {}
}

@Controller('silent')
class Silent {
  @Get()
  list() {}
}

async function check(...controllers: Type[]): Promise<EndpointAccess[]> {
  @Module({ imports: [DiscoveryModule], controllers })
  class Small {}
  const app = await NestFactory.create(Small, new FastifyAdapter(), { logger: false, abortOnError: false });
  try {
    return assertAccessDeclared(app);
  } finally {
    await app.close();
  }
}

describe('access to endpoints', () => {
  it('is known for every one', async () => {
    expect((await check(Said)).map(({ handler, access }) => [handler, access])).toEqual([
      ['everybody', { kind: 'public' }],
      ['visitors', { kind: 'visitor' }],
      ['staff', { kind: 'signed-in', scope: null }],
      ['some', { kind: 'permission', permission: 'ticket.close', machines: true }],
    ]);
  });

  it('is told with the call it holds for', async () => {
    expect((await check(Said)).map(({ call }) => call)).toEqual(['GET /said/a', 'GET /said/b', 'GET /said/c', 'POST /said/d']);
  });

  it('ends the start where one says nothing', async () => {
    await expect(check(Said, Silent)).rejects.toThrow('endpoints without an access rule: Silent.list');
  });
});
