import { Module } from '@nestjs/common';
import { TicketsModule } from '../tickets/tickets.module.js';
import { TranscriptDownloads } from './transcript-downloads.js';
import { TranscriptLettersService } from './transcript-letters.service.js';
import { TranscriptLimit } from './transcript.limits.js';
import { TranscriptsController } from './transcripts.controller.js';
import { TranscriptsService } from './transcripts.service.js';
import { WidgetTranscriptsController } from './transcripts.widget.controller.js';

@Module({
  imports: [TicketsModule],
  controllers: [TranscriptsController, WidgetTranscriptsController],
  providers: [TranscriptDownloads, TranscriptLettersService, TranscriptLimit, TranscriptsService],
  exports: [TranscriptsService],
})
export class TranscriptsModule {}
