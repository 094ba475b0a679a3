import { useQuery } from '@tanstack/react-query';
import { teamsQuery } from '../../client/people.data.js';
import { meQuery } from '../../client/session.data.js';

/** Teams one may name: all for those who may see them, otherwise one's own. */
export function useTeams(): readonly { id: string; name: string }[] {
  const me = useQuery(meQuery).data;
  const mayRead = me?.permissions.includes('account.read') ?? false;
  const all = useQuery({ ...teamsQuery, enabled: mayRead });
  return (all.data?.items ?? me?.teams ?? []).map(({ id, name }) => ({ id, name }));
}
