import { Avatar } from '@agentforge/ui/avatar';
import type { ReactNode } from 'react';

export interface AgentAvatarProps {
  agent: { name: string; icon: string };
  size?: 'xs' | 'sm' | 'md' | 'lg';
}

/** An agent's emoji, or its picture when it has one. Pictures of other hosts are not loaded. */
export function AgentAvatar({ agent, size = 'md' }: AgentAvatarProps): ReactNode {
  if (agent.icon.startsWith('data:image/')) return <Avatar name={agent.name} src={agent.icon} size={size} />;
  return <Avatar name={agent.name} icon={agent.icon.length <= 16 ? agent.icon : null} size={size} />;
}
