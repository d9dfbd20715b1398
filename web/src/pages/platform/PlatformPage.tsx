export function PlatformPage() {
  return <p>Later</p>;
}
