import { Body, Controller, Header, Headers, HttpCode, Ip, Options, Post, Query } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Done } from '#contracts/common.js';
import { VisitAnswer, VisitBeat, VisitWithdrawal } from '#contracts/visits.js';
import { Database } from '../platform/db.js';
import { ForShops, Returns } from '../platform/edge/endpoint.decorators.js';
import { VisitLimit } from './visit.limits.js';
import { VisitsService } from './visits.service.js';

/** Called by the shop's own pages. Who may is said by the widget's list of origins, not by the browser's preflight: there are no cookies to steal. */
@ApiTags('widget')
@Controller('widget/visits')
export class WidgetVisitsController {
  constructor(private readonly db: Database, private readonly limit: VisitLimit, private readonly visits: VisitsService) {}

  @Options()
  @ForShops()
  @ApiExcludeEndpoint()
  @HttpCode(204)
  @Header('access-control-allow-origin', '*')
  @Header('access-control-allow-methods', 'POST')
  @Header('access-control-allow-headers', 'content-type')
  @Header('access-control-max-age', '7200')
  preflight(): undefined {
    return undefined;
  }

  @Post()
  @ForShops()
  @Header('access-control-allow-origin', '*')
  @Returns(VisitAnswer)
  beat(@Ip() address: string, @Headers('origin') origin: string | undefined, @Body({ schema: VisitBeat }) body: VisitBeat) {
    return this.limit
      .take(address, body.visit)
      .then(() => this.visits.channelFor(body.widgetKey, origin))
      .then(({ id }) => this.limit.takeBeginning(address, id, body.visit).then(() => this.db.transaction((tx) => this.visits.beat(tx, id, body))));
  }

  /** The secret stands in the address because a beacon without a body needs no preflight; it is worth nothing afterwards. */
  @Post('withdrawal')
  @ForShops()
  @Header('access-control-allow-origin', '*')
  @Returns(Done)
  withdraw(@Ip() address: string, @Query({ schema: VisitWithdrawal }) { visit }: z.infer<typeof VisitWithdrawal>) {
    return this.limit.take(address, visit).then(() => this.db.transaction((tx) => this.visits.withdraw(tx, visit))).then(() => ({ ok: true as const }));
  }
}
