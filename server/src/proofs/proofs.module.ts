import { Module } from '@nestjs/common';
import { TicketsModule } from '../tickets/tickets.module.js';
import { AddressBook } from './address-book.js';
import { AddressesService } from './addresses.service.js';
import { ProofAskingService } from './proof-asking.service.js';
import { ProofChannels } from './proof-channels.js';
import { ProofCodes } from './proof-codes.js';
import { ProofCodesService } from './proof-codes.service.js';
import { ProofConfirmationService } from './proof-confirmation.service.js';
import { ProofLimit } from './proof.limits.js';
import { ProofsJobs } from './proofs.jobs.js';
import { ProofsController } from './proofs.controller.js';
import { ProofsRooms } from './proofs.rooms.js';
import { WidgetProofsController } from './proofs.widget.controller.js';

@Module({
  imports: [TicketsModule],
  controllers: [ProofsController, WidgetProofsController],
  providers: [AddressBook, AddressesService, ProofAskingService, ProofChannels, ProofCodes, ProofCodesService, ProofConfirmationService, ProofLimit, ProofsJobs, ProofsRooms],
  exports: [ProofChannels, ProofCodes],
})
export class ProofsModule {}
