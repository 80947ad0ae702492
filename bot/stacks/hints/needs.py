"""The services that an application needs beside it: by its dependencies, by images, add-ons and addresses."""

from __future__ import annotations

from bot.frozen import replace
from bot.stacks.claims import claim
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.types import Claim, Evidence, Facts

CITED = 3  # places for one service
_DRIVERS = {
    "PostgreSQL": """
        psycopg psycopg2 psycopg2-binary asyncpg pg8000 aiopg pg postgres pg-promise postgrex
        github.com/lib/pq github.com/jackc/pgx gorm.io/driver/postgres tokio-postgres deadpool-postgres diesel-postgres
        org.postgresql:postgresql io.r2dbc:r2dbc-postgresql io.quarkus:quarkus-jdbc-postgresql
        io.quarkus:quarkus-reactive-pg-client npgsql npgsql.entityframeworkcore.postgresql ext-pgsql ext-pdo_pgsql
        @prisma/adapter-pg @neondatabase/serverless libpq libpqxx""",
    "MySQL": """
        mysqlclient pymysql aiomysql asyncmy mysql-connector-python mysql mysql2 mariadb myxql trilogy
        github.com/go-sql-driver/mysql gorm.io/driver/mysql mysql_async com.mysql:mysql-connector-j
        mysql:mysql-connector-java org.mariadb.jdbc:mariadb-java-client io.quarkus:quarkus-jdbc-mysql mysqlconnector
        mysql.data pomelo.entityframeworkcore.mysql ext-mysqli ext-pdo_mysql""",
    "SQL Server": """
        pyodbc pymssql mssql tedious tiberius github.com/microsoft/go-mssqldb github.com/denisenkom/go-mssqldb
        com.microsoft.sqlserver:mssql-jdbc microsoft.entityframeworkcore.sqlserver microsoft.data.sqlclient
        ext-sqlsrv tiny_tds""",
    "Redis": """
        redis aioredis django-redis redis-om rq arq channels-redis flask-redis ioredis connect-redis bull bullmq
        bee-queue github.com/redis/go-redis github.com/go-redis/redis github.com/gomodule/redigo
        github.com/hibiken/asynq fred deadpool-redis bb8-redis redis.clients:jedis io.lettuce:lettuce-core
        org.springframework.boot:spring-boot-starter-data-redis io.quarkus:quarkus-redis-client stackexchange.redis
        microsoft.extensions.caching.stackexchangeredis predis/predis ext-redis sidekiq resque redix @redis/client
        @upstash/redis hiredis""",
    "MongoDB": """
        pymongo motor mongoengine beanie mongodb mongoose mongoid mongo go.mongodb.org/mongo-driver
        org.mongodb:mongodb-driver-sync org.springframework.boot:spring-boot-starter-data-mongodb mongodb.driver
        mongodb/mongodb mongodb/laravel-mongodb ext-mongodb mongodb_driver""",
    "RabbitMQ": """
        pika aio-pika kombu-amqp amqplib amqp-connection-manager amqp lapin bunny sneakers
        github.com/rabbitmq/amqp091-go github.com/streadway/amqp com.rabbitmq:amqp-client
        org.springframework.boot:spring-boot-starter-amqp rabbitmq.client masstransit.rabbitmq
        php-amqplib/php-amqplib ext-amqp""",
    "Kafka": """
        confluent-kafka confluent-kafka-go kafka-python aiokafka kafkajs rdkafka node-rdkafka ruby-kafka racecar karafka
        github.com/segmentio/kafka-go github.com/ibm/sarama github.com/shopify/sarama github.com/twmb/franz-go
        github.com/confluentinc/confluent-kafka-go org.apache.kafka:kafka-clients
        org.springframework.kafka:spring-kafka confluent.kafka brod ext-rdkafka""",
    "Elasticsearch": """
        elasticsearch elasticsearch-dsl django-elasticsearch-dsl @elastic/elasticsearch elastic
        github.com/elastic/go-elasticsearch co.elastic.clients:elasticsearch-java nest elastic.clients.elasticsearch
        elasticsearch/elasticsearch searchkick elasticsearch-rails
        org.springframework.boot:spring-boot-starter-data-elasticsearch""",
    "OpenSearch": """
        opensearch-py @opensearch-project/opensearch opensearch-ruby github.com/opensearch-project/opensearch-go""",
    "Memcached": """
        pymemcache pylibmc python-memcached memcached memjs dalli ext-memcached github.com/bradfitz/gomemcache""",
    "NATS": "nats-py nats async-nats github.com/nats-io/nats.go io.nats:jnats nats.net",
    "Cassandra": "cassandra-driver github.com/gocql/gocql com.datastax.oss:java-driver-core scylla",
    "ClickHouse": """
        clickhouse-connect clickhouse-driver @clickhouse/client clickhouse github.com/clickhouse/clickhouse-go""",
    "Neo4j": "neo4j neo4j-driver github.com/neo4j/neo4j-go-driver org.neo4j.driver:neo4j-java-driver",
    "S3": """
        django-storages s3fs minio @aws-sdk/client-s3 multer-s3 github.com/minio/minio-go
        github.com/aws/aws-sdk-go-v2/service/s3 aws-sdk-s3 rust-s3 software.amazon.awssdk:s3 io.minio:minio awssdk.s3
        league/flysystem-aws-s3-v3 ex_aws_s3""",
    "AWS": "boto3 aioboto3 aws-sdk",
    "Meilisearch": "meilisearch meilisearch-rails github.com/meilisearch/meilisearch-go",
    "Temporal": "temporalio @temporalio/worker @temporalio/client go.temporal.io/sdk",
}
SERVICES = {driver: service for service, drivers in _DRIVERS.items() for driver in drivers.split()}
_IMAGES = {
    **dict.fromkeys(
        ("postgres", "postgis", "postgresql", "pgvector", "timescaledb", "supabase/postgres"), "PostgreSQL"
    ),
    **dict.fromkeys(("mysql", "mariadb", "percona"), "MySQL"),
    **dict.fromkeys(("redis", "valkey", "keyvalue", "redis-stack", "keydb", "dragonfly"), "Redis"),
    **dict.fromkeys(("mongo", "mongodb"), "MongoDB"),
    **dict.fromkeys(("kafka", "cp-kafka", "redpanda"), "Kafka"),
    **dict.fromkeys(("minio", "localstack"), "S3"),
    "rabbitmq": "RabbitMQ",
    "elasticsearch": "Elasticsearch",
    "opensearch": "OpenSearch",
    "memcached": "Memcached",
    "nats": "NATS",
    "cassandra": "Cassandra",
    "clickhouse-server": "ClickHouse",
    "neo4j": "Neo4j",
    "mssql": "SQL Server",
    "meilisearch": "Meilisearch",
}
_ADDONS = {
    "heroku-postgresql": "PostgreSQL",
    "cleardb": "MySQL",
    "jawsdb": "MySQL",
    "heroku-redis": "Redis",
    "rediscloud": "Redis",
    "heroku-kafka": "Kafka",
    "cloudamqp": "RabbitMQ",
    "mongolab": "MongoDB",
    "bonsai": "Elasticsearch",
    "searchbox": "Elasticsearch",
    "memcachier": "Memcached",
    "bucketeer": "S3",
}
_SCHEMES = {
    **dict.fromkeys(("postgres", "postgresql", "postgis"), "PostgreSQL"),
    **dict.fromkeys(("mysql", "mysql2", "mariadb"), "MySQL"),
    **dict.fromkeys(("redis", "rediss"), "Redis"),
    **dict.fromkeys(("mongodb",), "MongoDB"),
    **dict.fromkeys(("amqp", "amqps"), "RabbitMQ"),
    "nats": "NATS",
    "sqlserver": "SQL Server",
}
# What a variable's name says, where nothing else does: how it begins, or all of it.
_NAMES: tuple[tuple[tuple[str, ...], frozenset[str], str], ...] = (
    (("POSTGRES_", "POSTGRESQL_"), frozenset({"PGHOST", "PGUSER", "PGPASSWORD", "PGDATABASE"}), "PostgreSQL"),
    (("MYSQL_", "MARIADB_"), frozenset(), "MySQL"),
    (("REDIS_",), frozenset(), "Redis"),
    (("MONGO_", "MONGODB_"), frozenset(), "MongoDB"),
    (("RABBITMQ_", "AMQP_", "CLOUDAMQP_"), frozenset(), "RabbitMQ"),
    (("KAFKA_",), frozenset(), "Kafka"),
    (("ELASTIC_", "ELASTICSEARCH_"), frozenset(), "Elasticsearch"),
    (("S3_", "MINIO_", "AWS_S3_", "AWS_STORAGE_BUCKET"), frozenset(), "S3"),
    ((), frozenset({"DATABASE_URL", "DATABASE_URI", "DB_HOST", "DB_URL", "DB_URI"}), "a database"),
)
DATABASES = frozenset({"PostgreSQL", "MySQL", "SQL Server", "MongoDB", "Cassandra", "ClickHouse", "Neo4j"})


def of_dependency(name: str) -> str:
    """The service that a declared package talks to, "" for most; Go's paths may end in a version or a package."""
    plain = name.partition("[")[0].lower()
    while plain:
        if service := SERVICES.get(plain):
            return service
        if not plain.startswith(("github.com/", "go.", "gorm.io/")):
            return ""
        plain = plain.rpartition("/")[0]
    return ""


def of_image(image: str) -> str:
    """The service that an image runs, by the last part of its name."""
    return _IMAGES.get(image.partition("@")[0].rpartition("/")[2].partition(":")[0].lower(), "")


def of_addon(plan: str) -> str:
    return _ADDONS.get(plan.partition(":")[0], "")


def of_address(text: str) -> str:
    """The service at an address such as `postgresql+asyncpg://db/x`."""
    return _SCHEMES.get(text.partition("://")[0].partition("+")[0].lower(), "") if "://" in text else ""


def _of_variable(name: str) -> str:
    return next((service for starts, whole, service in _NAMES if name.startswith(starts) or name in whole), "")


def claims(facts: Facts) -> tuple[Claim, ...]:
    """One NEEDS claim for each service, with a few of the places that say so; a name alone says least."""
    found: dict[str, list[tuple[Evidence, str]]] = {}
    for service, one, why in _said(facts):
        found.setdefault(service, []).append((one.evidence[0], why))
    if not DATABASES.isdisjoint(found):
        found.pop("a database", None)
    return tuple(_merged(service, places) for service, places in found.items())


def _said(facts: Facts) -> Iterator[tuple[str, Claim, str]]:
    yield from ((one.value[0], one, one.reason) for one in facts.all(Topic.NEEDS))
    for one in facts.all(Topic.DEPENDENCY):
        if service := of_dependency(one.value[0]):
            yield service, one, f"{one.value[0]} talks to it"
    for one in facts.all(Topic.VARIABLE):
        if service := _of_variable(one.value[0]):
            yield service, one, f"{one.value[0]} names it"


def _merged(service: str, places: list[tuple[Evidence, str]]) -> Claim:
    evidence = tuple(dict.fromkeys(place for place, _ in places))[:CITED]
    why = next((why for _, why in places if why), "")
    return claim(Topic.NEEDS, service, at=evidence, why=why, certain=not why.endswith("names it"))


def replaced(facts: Facts) -> Facts:
    """The facts with their NEEDS in this form."""
    others = tuple(one for one in facts.claims if one.topic is not Topic.NEEDS)
    return replace(facts, claims=(*others, *claims(facts)))
