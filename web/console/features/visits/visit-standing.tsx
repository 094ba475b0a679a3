import type { Visit } from '#contracts/visits.js';
import { Check, Clock, Eye, MessageCircle, MessageSquare, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../../ui/badge.js';

const LOOK = {
  waiting: { tone: 'blue', Icon: Clock },
  shown: { tone: 'blue', Icon: Eye },
  opened: { tone: 'blue', Icon: MessageSquare },
  accepted: { tone: 'green', Icon: Check },
  declined: { tone: 'neutral', Icon: X },
  expired: { tone: 'neutral', Icon: Clock },
} as const;

/** What is under way with this visitor: a chat, or what became of the last invite. */
export function VisitStanding({ visit: { chat, invite } }: { visit: Visit }) {
  const { t } = useTranslation('visits');
  if (chat) {
    const waits = chat.state !== 'accepted';
    return (
      <Badge tone={waits ? 'amber' : 'green'} icon={<MessageCircle size={12} aria-hidden />}>
        {waits ? t('waitingForChat') : chat.agent === null ? t('chatting') : t('chattingWith', { name: chat.agent })}
      </Badge>
    );
  }
  if (!invite) return null;
  const state = invite.state === 'shown' && invite.openedAt !== null ? 'opened' : invite.state;
  const { tone, Icon } = LOOK[state];
  return (
    <Badge tone={tone} icon={<Icon size={12} aria-hidden />} title={invite.text}>
      {t(`inviteState.${state}`, { name: invite.by.name })}
    </Badge>
  );
}
