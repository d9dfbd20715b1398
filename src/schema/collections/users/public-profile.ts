/** What others may see of a person, and what decides whether they may. */
export const PUBLIC_PROFILE = [
  'user_id',
  'created_at',
  'account_status',
  'profile.name',
  'profile.age',
  'profile.age_recorded_at',
  'profile.subjects_of_interest',
  'preferences.privacy_settings.public_profile',
  'origin.age_group',
];
