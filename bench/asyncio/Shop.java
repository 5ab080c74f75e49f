import workbook.services.Database;

/// The database beside `postgres`: the users, orders and profiles of lesson 12.
void main() throws IOException {
    String tables =
            """
            create table users (id int primary key, name text not null);
            create table orders (user_id int not null, item text not null);
            create table profiles (user_id int primary key, likes text not null);
            insert into users select n, 'user ' || n from generate_series(1, 1000) n;
            insert into orders select n, 'ticket ' || n from generate_series(1, 1000) n;
            insert into profiles select n, 'train ' || n from generate_series(1, 1000) n;
            create index on orders (user_id);
            analyze;
            """;
    try (var database = Database.start().execute(tables)) {
        IO.println(database.url());
        System.in.transferTo(OutputStream.nullOutputStream()); // ends when the driver does
    }
}
