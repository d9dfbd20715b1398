/** What the made-up learners learn. */
export const SUBJECTS: Record<string, { name: string; topics: Record<string, string[]> }> = {
  mathematics: {
    name: 'Mathematics',
    topics: {
      arithmetic: ['addition', 'subtraction', 'multiplication', 'division', 'order_of_operations'],
      fractions: ['equivalent_fractions', 'adding_fractions', 'percentages', 'ratios'],
      algebra: ['linear_equations', 'factorising', 'quadratic_equations', 'inequalities', 'functions'],
      geometry: ['angles', 'area', 'pythagoras', 'circles'],
    },
  },
  physics: {
    name: 'Physics',
    topics: {
      mechanics: ['speed', 'acceleration', 'force', 'momentum', 'energy'],
      electricity: ['charge', 'current', 'resistance', 'ohms_law'],
    },
  },
  biology: {
    name: 'Biology',
    topics: { cells: ['cell_structure', 'mitosis', 'photosynthesis'], genetics: ['dna', 'inheritance'] },
  },
  history: {
    name: 'History',
    topics: { modern_europe: ['french_revolution', 'industrial_revolution', 'first_world_war'] },
  },
};

export const wordsOf = (slug: string) => {
  const spaced = slug.replace(/_/g, ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};
