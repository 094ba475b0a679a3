import type { DemoTicket } from './demo.types.js';
import { KETTLE_TICKETS } from './tickets/kettle.js';
import { PARCEL_TICKETS } from './tickets/parcels.js';
import { RETURN_TICKETS } from './tickets/returns.js';
import { SIMPLIFIED_TICKETS } from './tickets/simplified.js';
import { TODAY_TICKETS } from './tickets/today.js';
import { TRADITIONAL_TICKETS } from './tickets/traditional.js';
import { WAITING_TICKETS } from './tickets/waiting.js';

export const TICKETS: readonly DemoTicket[] = [
  ...KETTLE_TICKETS,
  ...PARCEL_TICKETS,
  ...RETURN_TICKETS,
  ...SIMPLIFIED_TICKETS,
  ...TRADITIONAL_TICKETS,
  ...TODAY_TICKETS,
  ...WAITING_TICKETS,
];
