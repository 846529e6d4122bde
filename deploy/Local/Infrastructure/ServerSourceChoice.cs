namespace BusinessFocus.Local.Infrastructure;

/// <summary>A source of PostgreSQL and RabbitMQ.</summary>
public interface IServerSource
{
    /// <summary>Makes ready to start, and says which versions these will be.</summary>
    /// <param name="made">Those that the data were made by; null where there are none.</param>
    /// <exception cref="ServersUnavailableException">They are not to be had this way.</exception>
    Task<ServerVersions> PrepareAsync(ServerVersions? made, Action<string> log, CancellationToken cancellationToken);

    /// <exception cref="ServersUnavailableException">They are not to be had this way; nothing of them runs.</exception>
    Task<Servers> StartAsync(string folder, Action<string> log, CancellationToken cancellationToken);
}

/// <summary>Containers or Debian's packages: the one place that decides. Whatever goes wrong with containers is reported in one line.</summary>
/// <param name="wanted">The only way to try; null when there is a choice.</param>
public sealed class ServerSourceChoice(IServerSource containers, IServerSource packages, ServerSource? wanted)
{
    public const string Variable = "BUSINESSFOCUS_SERVERS";

    /// <exception cref="InvalidOperationException">The variable has another value.</exception>
    public static ServerSource? Wanted() => Environment.GetEnvironmentVariable(Variable) switch
    {
        null or "" => null,
        "containers" => ServerSource.Containers,
        "packages" => ServerSource.Packages,
        var other => throw new InvalidOperationException($"{Variable} is containers or packages, not {other}."),
    };

    public async Task<Servers> StartAsync(string folder, Action<string> log, CancellationToken cancellationToken)
    {
        var data = new DataFolder(folder);
        var made = data.Made();
        var because = $"{Variable} says so";
        if (wanted is not ServerSource.Packages)
        {
            try
            {
                var versions = await containers.PrepareAsync(made?.Versions, log, cancellationToken);
                Refuse(made?.Refusal(folder, ServerSource.Containers, Environment.UserName, "") ?? made?.Refusal(folder, versions));
                data.Say(new MadeBy(ServerSource.Containers, versions, Environment.UserName));
                return await containers.StartAsync(folder, log, cancellationToken);
            }
            catch (ServersUnavailableException why) when (wanted is null)
            {
                because = why.Message;
                if (made is null)
                {
                    data.Forget();
                }
            }
        }

        Refuse(made?.Refusal(folder, ServerSource.Packages, Environment.UserName, because));
        log($"PostgreSQL and RabbitMQ from Debian's packages ({because})");
        var installed = await packages.PrepareAsync(made?.Versions, log, cancellationToken);
        Refuse(made?.Refusal(folder, installed));
        data.Say(new MadeBy(ServerSource.Packages, installed, Environment.UserName));
        return await packages.StartAsync(folder, log, cancellationToken);
    }

    private static void Refuse(string? refusal)
    {
        if (refusal is not null)
        {
            throw new InvalidOperationException(refusal);
        }
    }
}
