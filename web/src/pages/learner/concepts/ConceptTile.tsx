import { Link } from '@tanstack/react-router';
import { fromNow } from '../../../words/dates.ts';
import { counted, percent } from '../../../words/numbers.ts';
import styles from './ConceptTile.module.css';
import { type ConceptNode, conceptParam, levelOf, SURE } from './nodes.ts';

interface Props {
  id: string;
  subject: string;
  node: ConceptNode;
  /** The concept that is open, as the address names it. */
  open: string | undefined;
}

/** A concept: its colour and its number say how well it is known, its outline how sure that is. */
export function ConceptTile({ id, subject, node, open }: Props) {
  const { mastery, name } = node;
  const key = conceptParam(node);
  if (mastery === undefined) {
    return (
      <span className={styles.tile} data-node={node.concept} data-level="0" title={`${name}: not met yet`}>
        <span>{name}</span>
        <small>not met yet</small>
      </span>
    );
  }
  const { level: known, confidence: sure } = mastery.now;
  const attempts = counted(mastery.evidence.attempts, 'attempt');
  return (
    <Link
      to="/learners/$id"
      params={{ id }}
      search={open === key ? { subject } : { subject, concept: key }}
      replace
      resetScroll={false}
      className={styles.tile}
      data-node={node.concept}
      data-level={levelOf(known)}
      data-unsure={sure < SURE || undefined}
      aria-current={open === key || undefined}
      title={`${name}: ${percent(known)} after ${attempts}, confidence ${percent(sure)}, last practised ${fromNow(mastery.mastery_tracking.last_practiced_date)}`}
    >
      <span>{name}</span>
      <strong>{percent(known)}</strong>
      <span className={styles.sure} style={{ width: `${sure * 100}%` }} aria-hidden="true" />
    </Link>
  );
}
