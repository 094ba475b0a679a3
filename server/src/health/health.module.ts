import { Module } from '@nestjs/common';
import { Certificate } from './certificate.js';
import { DeskHealthController } from './desk-health.controller.js';
import { HealthJobs } from './health.jobs.js';
import { HealthService } from './health.service.js';

@Module({ controllers: [DeskHealthController], providers: [Certificate, HealthJobs, HealthService] })
export class HealthModule {}
