import type { Socket } from 'socket.io';
import { SYSTEM } from '../actor.js';
import { Client } from './client.js';
import { rooms } from './rooms.js';

/** A socket that remembers its rooms. */
function someone(): { client: Client; inRooms: Set<string> } {
  const inRooms = new Set<string>();
  const socket = { id: 's', conn: { writeBuffer: [] }, join: (room: string) => inRooms.add(room), leave: (room: string) => inRooms.delete(room) } as unknown as Socket;
  return { client: new Client(socket, SYSTEM), inRooms };
}
const room = rooms.conversation('1');

describe('the rooms of a client', () => {
  it('opening enters, closing leaves', () => {
    const { client, inRooms } = someone();
    client.joinConversation('1');
    expect([...inRooms, ...client.open]).toEqual([room, '1']);
    client.leaveConversation('1');
    expect([...inRooms, ...client.open]).toEqual([]);
  });

  it('an assignee still hears what he no longer looks at', () => {
    const { client, inRooms } = someone();
    client.listen('1');
    client.joinConversation('1');
    client.leaveConversation('1');
    expect([...inRooms]).toEqual([room]);
    expect(client.open.size).toBe(0);
  });

  it('who is expelled hears nothing more and has to prove his right anew', () => {
    const { client, inRooms } = someone();
    client.listen('1');
    client.joinConversation('1');
    client.expel('1');
    expect([...inRooms, ...client.open, ...client.allowed]).toEqual([]);
  });
});
