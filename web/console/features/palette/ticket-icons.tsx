import { ArrowRightLeft, Ban, Check, CircleSlash, Columns2, CornerUpLeft, Hand, Lock, MailOpen, RotateCcw, SquareCheck, UserRoundPlus, Zap } from 'lucide-react';
import type { ReactNode } from 'react';

/** What stands before the commands of a ticket. */
export const icons: Record<string, ReactNode> = {
  accept: <Check size={16} aria-hidden />,
  reply: <CornerUpLeft size={16} aria-hidden />,
  note: <Lock size={16} aria-hidden />,
  assign: <UserRoundPlus size={16} aria-hidden />,
  transfer: <ArrowRightLeft size={16} aria-hidden />,
  end: <SquareCheck size={16} aria-hidden />,
  takeOver: <Hand size={16} aria-hidden />,
  close: <CircleSlash size={16} aria-hidden />,
  reopen: <RotateCcw size={16} aria-hidden />,
  macro: <Zap size={16} aria-hidden />,
  unread: <MailOpen size={16} aria-hidden />,
  beside: <Columns2 size={16} aria-hidden />,
  block: <Ban size={16} aria-hidden />,
};
