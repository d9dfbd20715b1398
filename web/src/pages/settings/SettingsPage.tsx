import { useParams } from '@tanstack/react-router';
import { LearnerHeading } from '../../parts/LearnerHeading.tsx';
import { useLearnerName } from '../../parts/useLearnerName.ts';
import { AddressSection } from './AddressSection.tsx';
import { PasswordSection } from './PasswordSection.tsx';
import { PlanSection } from './PlanSection.tsx';
import { PreferencesSections } from './PreferencesSections.tsx';
import { ProfileSection } from './ProfileSection.tsx';
import { SecondFactorSection } from './SecondFactorSection.tsx';
import styles from './SettingsPage.module.css';
import { SignInsSection } from './SignInsSection.tsx';

/** What somebody says of oneself and wants, and for the own account how it is protected. */
export function SettingsPage() {
  const { id } = useParams({ from: '/learners/$id/settings' });
  const { isOwn, name } = useLearnerName(id);
  return (
    <>
      <LearnerHeading id={id} place="settings" title={isOwn ? 'Your settings' : `Settings of ${name}`} />
      <div className={styles.page}>
        <nav aria-label="On this page" className={styles.contents}>
          <a href="#profile">Profile</a>
          <a href="#learning">Learning</a>
          <a href="#notifications">Notifications</a>
          <a href="#plan">Plan</a>
          {isOwn && (
            <>
              <a href="#address">Address</a>
              <a href="#password">Password</a>
              <a href="#second-factor">Second step</a>
              <a href="#sign-ins">Devices</a>
            </>
          )}
        </nav>
        <div className={styles.sections}>
          <ProfileSection id={id} />
          <PreferencesSections id={id} />
          <PlanSection id={id} isOwn={isOwn} />
          {isOwn && (
            <>
              <AddressSection />
              <PasswordSection />
              <SecondFactorSection />
              <SignInsSection />
            </>
          )}
        </div>
      </div>
    </>
  );
}
