using BusinessFocus.Local.Infrastructure;
using Shouldly;
using Xunit;

namespace BusinessFocus.Local.Tests;

/// <summary>Containers or Debian's packages, and what data were made by before.</summary>
public sealed class ChoosingServers : IDisposable
{
    private static readonly ServerVersions InContainers = new(17, 4);
    private static readonly ServerVersions Installed = new(15, 3);

    private readonly string folder = Directory.CreateTempSubdirectory("servers").FullName;
    private readonly List<string> log = [];
    private readonly Way containers = new(InContainers);
    private readonly Way packages = new(Installed);

    [Fact]
    public async Task Containers_where_an_engine_is_of_use()
    {
        (await ThenAsync()).ShouldBe(containers);

        packages.Prepared.ShouldBe(0);
        new DataFolder(folder).Made().ShouldBe(new MadeBy(ServerSource.Containers, InContainers, Environment.UserName));
    }

    [Fact]
    public async Task Debians_packages_where_there_is_none_and_one_line_says_why()
    {
        containers.Unavailable = "no Docker engine answers";

        (await ThenAsync()).ShouldBe(packages);

        log.ShouldBe(["PostgreSQL and RabbitMQ from Debian's packages (no Docker engine answers)"]);
        new DataFolder(folder).Made().ShouldBe(new MadeBy(ServerSource.Packages, Installed, Environment.UserName));
    }

    [Fact]
    public async Task Debians_packages_where_containers_do_not_start_and_nothing_of_them_is_left()
    {
        containers.Fails = "the port is taken";
        containers.Leaves = "postgres/pgdata/half";

        (await ThenAsync()).ShouldBe(packages);

        log.ShouldBe(["PostgreSQL and RabbitMQ from Debian's packages (the port is taken)"]);
        Directory.Exists(Path.Combine(folder, "postgres")).ShouldBeFalse();
        new DataFolder(folder).Made()!.Way.ShouldBe(ServerSource.Packages);
    }

    [Fact]
    public async Task The_same_way_goes_on_with_its_data()
    {
        await ThenAsync();

        (await ThenAsync()).ShouldBe(containers);
    }

    [Fact]
    public async Task Packages_do_not_touch_what_containers_made()
    {
        Given(ServerSource.Containers, InContainers);
        containers.Unavailable = "no Docker engine answers";

        var told = await RefusedAsync();

        told.ShouldContain("PostgreSQL 17 and RabbitMQ 4 in containers");
        told.ShouldContain("no Docker engine answers");
        told.ShouldContain("--data DIR");
        packages.Prepared.ShouldBe(0, "nothing is installed for what is refused");
        log.ShouldBeEmpty();
    }

    [Fact]
    public async Task Data_of_containers_that_do_not_start_this_time_are_kept()
    {
        Given(ServerSource.Containers, InContainers);
        containers.Fails = "the port is taken";
        containers.Leaves = "postgres/PG_VERSION";

        (await RefusedAsync()).ShouldContain("the port is taken");

        File.Exists(Path.Combine(folder, "postgres", "PG_VERSION")).ShouldBeTrue();
        new DataFolder(folder).Made()!.Way.ShouldBe(ServerSource.Containers);
    }

    [Fact]
    public async Task Containers_do_not_touch_what_packages_made()
    {
        Given(ServerSource.Packages, Installed);

        var told = await RefusedAsync();

        told.ShouldContain("PostgreSQL 15 and RabbitMQ 3 from Debian's packages");
        told.ShouldContain("BUSINESSFOCUS_SERVERS=packages ./run");
        containers.Started.ShouldBe(0);
    }

    [Theory]
    [InlineData(15, 3, null)]
    [InlineData(15, null, null)]
    [InlineData(13, 3, "PostgreSQL 13, and this is PostgreSQL 15")]
    [InlineData(17, 4, "PostgreSQL 17, and this is PostgreSQL 15")]
    [InlineData(15, 4, "RabbitMQ 4, and this is RabbitMQ 3")]
    public async Task Another_major_version_does_not_touch_the_data(int postgreSql, int? rabbitMq, string? refused)
    {
        Given(ServerSource.Packages, new ServerVersions(postgreSql, rabbitMq));
        containers.Unavailable = "no Docker engine answers";

        if (refused is null)
        {
            (await ThenAsync()).ShouldBe(packages);
        }
        else
        {
            (await RefusedAsync()).ShouldContain(refused);
            packages.Started.ShouldBe(0);
        }
    }

    [Fact]
    public async Task The_version_that_made_the_data_is_asked_for()
    {
        Given(ServerSource.Packages, Installed);
        containers.Unavailable = "no Docker engine answers";

        await ThenAsync();

        packages.Asked.ShouldBe(Installed);
    }

    [Fact]
    public async Task Somebody_elses_data_are_not_touched()
    {
        new DataFolder(folder).Say(new MadeBy(ServerSource.Containers, InContainers, "anna"));

        (await RefusedAsync()).ShouldContain($"are anna's, and this is {Environment.UserName}");
        containers.Started.ShouldBe(0);
    }

    /// <summary>Made before there were marks: each way has its place for PostgreSQL's data.</summary>
    [Theory]
    [InlineData("postgres/data/PG_VERSION", "15\n", ServerSource.Packages, 15)]
    [InlineData("postgres/PG_VERSION", "17\n", ServerSource.Containers, 17)]
    public void Data_without_a_mark_are_recognised(string file, string text, ServerSource way, int version)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
        File.WriteAllText(Path.Combine(folder, file), text);

        new DataFolder(folder).Made().ShouldBe(new MadeBy(way, new ServerVersions(version, null), null));
    }

    [Fact]
    public async Task Whoever_wants_packages_does_not_ask_an_engine()
    {
        (await ThenAsync(ServerSource.Packages)).ShouldBe(packages);

        containers.Prepared.ShouldBe(0);
        log.ShouldBe(["PostgreSQL and RabbitMQ from Debian's packages (BUSINESSFOCUS_SERVERS says so)"]);
    }

    [Fact]
    public async Task Whoever_wants_containers_gets_nothing_else()
    {
        containers.Unavailable = "no Docker engine answers";

        (await Should.ThrowAsync<ServersUnavailableException>(() => ThenAsync(ServerSource.Containers))).Message.ShouldBe("no Docker engine answers");
        packages.Prepared.ShouldBe(0);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Given(ServerSource way, ServerVersions versions) => new DataFolder(folder).Say(new MadeBy(way, versions, Environment.UserName));

    /// <returns>The way that started.</returns>
    private async Task<Way> ThenAsync(ServerSource? wanted = null)
    {
        var servers = await new ServerSourceChoice(containers, packages, wanted).StartAsync(folder, log.Add, TestContext.Current.CancellationToken);
        return servers == containers.Servers ? containers : packages;
    }

    private async Task<string> RefusedAsync()
    {
        var told = (await Should.ThrowAsync<InvalidOperationException>(() => ThenAsync())).Message;
        told.ShouldContain(folder);
        told.ShouldNotContain("\n");
        return told;
    }

    private sealed class Way(ServerVersions versions) : IServerSource
    {
        public string? Unavailable { get; set; }

        public string? Fails { get; set; }

        /// <summary>What a start writes before it fails.</summary>
        public string? Leaves { get; set; }

        public int Prepared { get; private set; }

        public int Started { get; private set; }

        public ServerVersions? Asked { get; private set; }

        public Servers Servers { get; } = new(
            new PostgresAddress("here", 1, "us", "secret"), new RabbitMqAddress("here", 2, "us", "secret", "control", "evaluate"), Task.CompletedTask, [], []);

        public Task<ServerVersions> PrepareAsync(ServerVersions? made, Action<string> log, CancellationToken cancellationToken)
        {
            Prepared++;
            Asked = made;
            return Unavailable is null ? Task.FromResult(versions) : throw new ServersUnavailableException(Unavailable);
        }

        public Task<Servers> StartAsync(string folder, Action<string> log, CancellationToken cancellationToken)
        {
            Started++;
            if (Leaves is not null)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, Leaves))!);
                File.WriteAllText(Path.Combine(folder, Leaves), "17");
            }

            return Fails is null ? Task.FromResult(Servers) : throw new ServersUnavailableException(Fails);
        }
    }
}
