using Testcontainers.PostgreSql;
using Testcontainers.RabbitMq;

namespace BusinessFocus.Local.Infrastructure;

/// <summary>PostgreSQL and RabbitMQ in containers, where a Docker engine answers. Same addresses, same behaviour.</summary>
public static class Containers
{
    private const string User = "businessfocus";

    public static async Task<bool> AreAvailableAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(3));
        try
        {
            return (await Shell.TryRunAsync("docker", ["info", "--format", "{{.ServerVersion}}"], limit.Token)).ExitCode == 0;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    public static async Task<(PostgresAddress Address, IAsyncDisposable Server)> StartPostgresAsync(string folder, CancellationToken cancellationToken)
    {
        var password = new Secrets(Path.Combine(folder, "secrets")).Get("postgres-password");
        var data = Directory.CreateDirectory(Path.Combine(folder, "postgres")).FullName;
        var container = new PostgreSqlBuilder("postgres:17")
            .WithUsername(User)
            .WithPassword(password)
            .WithCommand("-c", "max_connections=300", "-c", "shared_buffers=256MB", "-c", "max_wal_size=4GB")
            .WithBindMount(data, "/var/lib/postgresql/data")
            .Build();
        await container.StartAsync(cancellationToken);
        return (new PostgresAddress(container.Hostname, container.GetMappedPublicPort(PostgreSqlBuilder.PostgreSqlPort), User, password), container);
    }

    public static async Task<(RabbitMqAddress Address, IAsyncDisposable Server)> StartRabbitMqAsync(string folder, CancellationToken cancellationToken)
    {
        var password = new Secrets(Path.Combine(folder, "secrets")).Get("rabbitmq-password");
        var data = Directory.CreateDirectory(Path.Combine(folder, "rabbitmq")).FullName;
        var container = new RabbitMqBuilder("rabbitmq:4")
            .WithUsername(User)
            .WithPassword(password)
            .WithHostname("businessfocus")
            .WithBindMount(data, "/var/lib/rabbitmq")
            .Build();
        await container.StartAsync(cancellationToken);

        var control = Path.Combine(folder, "rabbitmqctl");
        await File.WriteAllTextAsync(control, $"#!/bin/sh\nexec docker exec {container.Id} rabbitmqctl \"$@\"\n", cancellationToken);
        File.SetUnixFileMode(control, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return (new RabbitMqAddress(container.Hostname, container.GetMappedPublicPort(RabbitMqBuilder.RabbitMqPort), User, password, control), container);
    }
}
