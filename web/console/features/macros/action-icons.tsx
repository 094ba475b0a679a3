import type { MacroAction } from '#contracts/macros.js';
import { CircleDot, CircleDotDashed, CornerUpLeft, Flag, Lock, MailWarning, Shapes, Tag, Tags, TextCursorInput, UserRound, UsersRound } from 'lucide-react';
import type { ReactNode } from 'react';

/** What stands before an action of a macro. */
export const ACTION_ICONS: Record<MacroAction['do'], ReactNode> = {
  set_state: <CircleDot size={16} aria-hidden />,
  set_priority: <Flag size={16} aria-hidden />,
  set_type: <Shapes size={16} aria-hidden />,
  add_tags: <Tag size={16} aria-hidden />,
  remove_tags: <Tags size={16} aria-hidden />,
  assign: <UserRound size={16} aria-hidden />,
  assign_person: <UserRound size={16} aria-hidden />,
  assign_team: <UsersRound size={16} aria-hidden />,
  set_spam: <MailWarning size={16} aria-hidden />,
  set_field: <TextCursorInput size={16} aria-hidden />,
  set_sub_state: <CircleDotDashed size={16} aria-hidden />,
  reply: <CornerUpLeft size={16} aria-hidden />,
  note: <Lock size={16} aria-hidden />,
};
