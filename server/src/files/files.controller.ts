import type { IncomingMessage } from 'node:http';
import { Body, Controller, Delete, Get, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Me } from '#contracts/accounts.js';
import { WidgetChannel } from '#contracts/channels.js';
import { Done, Id } from '#contracts/common.js';
import { FileAddresses as FileAddressesContract, FileAddressesQuery, FileToken, FileVariant, LogoChange, PortraitChange, UploadedFile } from '#contracts/files.js';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/db.js';
import { Allow, Caller, ForEverybody, Public, RawRequest, Returns, SignedIn } from '../platform/edge/endpoint.decorators.js';
import { FileAddresses } from './file-addresses.service.js';
import { FileDownloads } from './file-downloads.service.js';
import { FilesService } from './files.service.js';
import { LogosService } from './logos.service.js';
import { PortraitsService } from './portraits.service.js';
import { UploadsService } from './uploads.service.js';

@ApiTags('files')
@Controller()
export class FilesController {
  constructor(
    private readonly db: Database,
    private readonly uploads: UploadsService,
    private readonly files: FilesService,
    private readonly addresses: FileAddresses,
    private readonly downloads: FileDownloads,
    private readonly logos: LogosService,
    private readonly portraits: PortraitsService,
  ) {}

  @Post('files')
  @ForEverybody({ scope: 'ticket.reply' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'], additionalProperties: false } })
  @Returns(UploadedFile, 201)
  upload(@Caller() actor: Actor, @RawRequest() request: IncomingMessage) {
    return this.uploads.take(actor, request, (kept) => this.db.transaction((tx) => this.files.record(tx, actor, kept)));
  }

  @Get('files/addresses')
  @ForEverybody()
  @Returns(FileAddressesContract)
  whereabouts(@Caller() actor: Actor, @Query({ schema: FileAddressesQuery }) query: z.infer<typeof FileAddressesQuery>) {
    return this.addresses.of(actor, query.ids);
  }

  @Delete('files/:id')
  @ForEverybody()
  @Returns(Done)
  remove(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string) {
    return this.db.transaction((tx) => this.files.remove(tx, actor, id));
  }

  @Get('files/:id/:variant')
  @Public()
  @ApiExcludeEndpoint()
  download(
    @Param('id', { schema: Id }) id: string,
    @Param('variant', { schema: FileVariant }) variant: FileVariant,
    @Query({ schema: FileToken }) query: z.infer<typeof FileToken>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    return this.downloads.send(request, reply, id, variant, query.token);
  }

  @Get('portraits/:id')
  @Public()
  @ApiExcludeEndpoint()
  portrait(@Param('id', { schema: Id }) id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.downloads.sendPublic(request, reply, id, 'portrait');
  }

  @Get('logos/:id')
  @Public()
  @ApiExcludeEndpoint()
  logo(@Param('id', { schema: Id }) id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.downloads.sendPublic(request, reply, id, 'logo');
  }

  @Put('widgets/:id/logo')
  @Allow('channel.manage')
  @Returns(WidgetChannel)
  chooseLogo(@Caller() actor: Actor, @Param('id', { schema: Id }) id: string, @Body({ schema: LogoChange }) body: z.infer<typeof LogoChange>) {
    return this.db.transaction((tx) => this.logos.choose(tx, actor, id, body.fileId));
  }

  @Put('account/portrait')
  @SignedIn()
  @Returns(Me)
  choosePortrait(@Caller() actor: Actor, @Body({ schema: PortraitChange }) body: z.infer<typeof PortraitChange>) {
    return this.db.transaction((tx) => this.portraits.choose(tx, actor, body.fileId));
  }

  @Delete('account/portrait')
  @SignedIn()
  @Returns(Me)
  dropPortrait(@Caller() actor: Actor) {
    return this.db.transaction((tx) => this.portraits.drop(tx, actor));
  }
}
