package dev.aviary.sandbox;

/** The made-up world's names and places. Combined by draws; none of them refers to anybody. */
final class Vocabulary {

    static final String[] FEMALE = {
        "Ada", "Alice", "Amara", "Ana", "Anika", "Beatriz", "Carla", "Chloe", "Clara", "Dana", "Elena", "Emma",
        "Esther", "Fatima", "Freya", "Grace", "Hana", "Helen", "Ines", "Iris", "Jade", "Joana", "Julia", "Kira",
        "Laila", "Leah", "Lin", "Lucia", "Maya", "Mei", "Mina", "Nadia", "Nora", "Olga", "Paula", "Priya", "Rosa",
        "Ruth", "Sara", "Selma", "Sofia", "Talia", "Uma", "Vera", "Wanda", "Yara", "Zoe", "Zuri"
    };

    static final String[] MALE = {
        "Aaron", "Abel", "Adam", "Ahmed", "Akira", "Andre", "Ben", "Boris", "Carlos", "Cyrus", "Dario", "David",
                "Diego", "Elias", "Emil",
        "Erik", "Felix", "Finn", "George", "Hassan", "Hugo", "Ian", "Ira", "Ivan", "Jakob", "Jamal", "Jonas", "Karim",
                "Kenji", "Leo",
        "Luca", "Malik", "Marco", "Mateo", "Nils", "Noah", "Omar", "Oscar", "Pavel", "Rafael", "Ravi", "Sam", "Stefan",
                "Theo", "Tomas",
        "Victor", "Wei", "Yusuf"
    };

    static final String[] LAST = {
        "Abbott",
        "Adeyemi",
        "Alvarez",
        "Andersen",
        "Baker",
        "Banerjee",
        "Becker",
        "Bianchi",
        "Brandt",
        "Carver",
        "Castillo",
        "Chen",
        "Cohen",
        "Costa",
        "Dalton",
        "Delgado",
        "Diaz",
        "Dubois",
        "Eriksen",
        "Farrell",
        "Fischer",
        "Fontaine",
        "Garcia",
        "Grant",
        "Haddad",
        "Hansen",
        "Hayashi",
        "Hoffman",
        "Ibrahim",
        "Jensen",
        "Kapoor",
        "Keller",
        "Khan",
        "Kowalski",
        "Larsen",
        "Lehmann",
        "Lopez",
        "Marchetti",
        "Mbeki",
        "Mendes",
        "Moreau",
        "Nakamura",
        "Novak",
        "Nowak",
        "O'Brien",
        "Okafor",
        "Olsen",
        "Ortiz",
        "Park",
        "Patel",
        "Petrov",
        "Quinn",
        "Ramirez",
        "Reyes",
        "Rossi",
        "Sato",
        "Schmidt",
        "Silva",
        "Singh",
        "Sørensen",
        "Tanaka",
        "Torres",
        "Vargas",
        "Virtanen",
        "Voss",
        "Wagner",
        "Walker",
        "Weber",
        "Yamada",
        "Zhang",
        "Ziegler",
        "Zúñiga"
    };

    static final String[] STREETS = {
        "Oak St",
        "Elm St",
        "Maple Ave",
        "Cedar Ln",
        "Birch Rd",
        "Lake Dr",
        "Hill St",
        "Park Ave",
        "River Rd",
        "Mill Ln",
        "Church St",
        "Orchard Way",
        "Meadow Ct",
        "Spring St",
        "Harbor Blvd",
        "Sunset Dr"
    };

    /** City, state, first digits of the postal code, telephone area. */
    static final String[][] CITIES = {
        {"Reno", "NV", "895", "775"},
        {"Boise", "ID", "837", "208"},
        {"Denver", "CO", "802", "303"},
        {"Austin", "TX", "787", "512"},
        {"Portland", "OR", "972", "503"},
        {"Madison", "WI", "537", "608"},
        {"Boston", "MA", "021", "617"},
        {"Tampa", "FL", "336", "813"},
        {"Omaha", "NE", "681", "402"},
        {"Newark", "NJ", "071", "973"},
        {"Raleigh", "NC", "276", "919"},
        {"Tucson", "AZ", "857", "520"}
    };

    static final String[] COMPANY_FIRST = {
        "Birch",
        "Alder",
        "Harbor",
        "Granite",
        "Juniper",
        "Lantern",
        "Meadow",
        "Northwind",
        "Orchard",
        "Pioneer",
        "Quarry",
        "Redwood",
        "Silverline",
        "Tidewater",
        "Umber",
        "Vantage",
        "Willow",
        "Yarrow",
        "Zephyr",
        "Copper"
    };

    static final String[] COMPANY_SECOND = {
        "Works",
        "Foods",
        "Logistics",
        "Health",
        "Builders",
        "Robotics",
        "Textiles",
        "Energy",
        "Studios",
        "Supply",
        "Dental",
        "Software"
    };

    static final String[] DEPARTMENTS = {
        "Engineering", "Sales", "Operations", "Customer Support", "Finance", "People", "Marketing", "Legal"
    };

    /** How far each trade is paid, yearly, in whole dollars; an hourly trade is paid by the hour of that. */
    record Trade(String title, int low, int high, boolean hourly) {}

    /** By department, in the order of {@link #DEPARTMENTS}. */
    static final Trade[][] TRADES = {
        {
            new Trade("Software Engineer", 92_000, 148_000, false),
            new Trade("Senior Software Engineer", 135_000, 195_000, false),
            new Trade("Quality Engineer", 78_000, 115_000, false),
            new Trade("Systems Technician", 52_000, 71_000, true)
        },
        {
            new Trade("Account Executive", 62_000, 104_000, false),
            new Trade("Sales Development Representative", 46_000, 61_000, false),
            new Trade("Store Associate", 33_000, 41_000, true)
        },
        {
            new Trade("Warehouse Associate", 34_000, 45_000, true),
            new Trade("Forklift Operator", 38_000, 50_000, true),
            new Trade("Foreman", 58_000, 76_000, true),
            new Trade("Logistics Planner", 56_000, 79_000, false)
        },
        {new Trade("Support Specialist", 41_000, 58_000, true), new Trade("Support Engineer", 67_000, 92_000, false)},
        {
            new Trade("Accountant", 61_000, 88_000, false),
            new Trade("Payroll Specialist", 52_000, 70_000, false),
            new Trade("Accounting Clerk", 39_000, 51_000, true)
        },
        {new Trade("Recruiter", 58_000, 84_000, false), new Trade("People Partner", 72_000, 108_000, false)},
        {new Trade("Content Writer", 54_000, 77_000, false), new Trade("Growth Marketer", 66_000, 99_000, false)},
        {new Trade("Counsel", 124_000, 188_000, false), new Trade("Paralegal", 54_000, 73_000, true)}
    };

    static final String[] ETHNICITIES = {
        "asian",
        "white",
        "white",
        "white",
        "black_or_african_american",
        "hispanic_or_latino",
        "hispanic_or_latino",
        "native_hawaiian_or_pacific_islander",
        "american_indian_or_alaska_native",
        "two_or_more_races",
        "decline_to_specify"
    };

    static final String[] MARITAL = {
        "single", "married", "married", "divorced", "widowed", "domestic_partner", "unknown"
    };

    private Vocabulary() {}
}
