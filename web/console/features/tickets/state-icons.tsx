import type { TicketState } from '#contracts/tickets.js';
import { CheckCheck, Circle, CircleCheck, CircleDot, CirclePause, Hourglass, type LucideIcon } from 'lucide-react';

/** Where a ticket stands, as a sign; the word stands beside it or is read out. */
export const STATE_ICONS: Readonly<Record<TicketState, LucideIcon>> = { new: Circle, open: CircleDot, pending: Hourglass, on_hold: CirclePause, solved: CircleCheck, closed: CheckCheck };
