export function LearnerPage() {
  return <p>Later</p>;
}
