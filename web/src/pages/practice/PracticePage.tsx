export function PracticePage() {
  return <p>Later</p>;
}
