export function SessionPage() {
  return <p>Later</p>;
}
