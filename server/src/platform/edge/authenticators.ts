import { Injectable } from '@nestjs/common';
import type { StaffActor, VisitorActor } from '../actor.js';

/** Finds who a credential belongs to; null when it is unknown, expired or revoked. */
export interface StaffAuthenticator {
  bySession(secret: string): Promise<StaffActor | null>;
  byToken(secret: string): Promise<StaffActor | null>;
}
export interface VisitorAuthenticator {
  byToken(secret: string): Promise<VisitorActor | null>;
}

/** Where the slices that know people and visitors tell the edge how to recognise them. */
@Injectable()
export class Authenticators {
  private staffOne: StaffAuthenticator | null = null;
  private visitorOne: VisitorAuthenticator | null = null;

  registerStaff(authenticator: StaffAuthenticator): void {
    this.staffOne = authenticator;
  }

  registerVisitors(authenticator: VisitorAuthenticator): void {
    this.visitorOne = authenticator;
  }

  get staff(): StaffAuthenticator {
    if (!this.staffOne) throw new Error('no slice registered a staff authenticator');
    return this.staffOne;
  }

  get visitors(): VisitorAuthenticator {
    if (!this.visitorOne) throw new Error('no slice registered a visitor authenticator');
    return this.visitorOne;
  }
}
