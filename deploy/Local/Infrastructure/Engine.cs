using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Docker.DotNet;
using DotNet.Testcontainers.Configurations;

namespace BusinessFocus.Local.Infrastructure;

/// <summary>A Docker engine that answers, and is new enough for what Testcontainers asks of it.</summary>
public sealed class Engine(IDockerEndpointAuthenticationConfiguration endpoint) : IDisposable
{
    private const string Default = "unix:///var/run/docker.sock";
    private const string HostVariable = "DOCKER_HOST";

    /// <summary>An engine that is well answers in milliseconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public IDockerEndpointAuthenticationConfiguration Endpoint => endpoint;

    /// <summary>Speaks the very version of the interface that Testcontainers speaks.</summary>
    public IDockerClient Client { get; } = endpoint.GetDockerClientBuilder().Build();

    /// <summary>The engine that the docker command uses: that of DOCKER_HOST, else of its context.</summary>
    /// <exception cref="ServersUnavailableException">There is none, or none that is of use.</exception>
    public static async Task<Engine> FindAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            var (exitCode, output) = await Shell.TryRunAsync("docker", ["context", "inspect", "--format", "{{.Endpoints.docker.Host}}"], limit.Token);
            if (exitCode == Shell.NotInstalled)
            {
                throw new ServersUnavailableException("there is no docker command");
            }

            var told = exitCode == 0 ? output.Trim() : Environment.GetEnvironmentVariable(HostVariable);
            var address = Uri.TryCreate(told, UriKind.Absolute, out var uri) ? uri : new Uri(Default);
            var engine = await AtAsync(address, cancellationToken);

            // For what finds the engine by itself: Testcontainers' own look-out, and the docker command in rabbitmqctl.
            Environment.SetEnvironmentVariable(HostVariable, address.ToString());
            return engine;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ServersUnavailableException("the docker command does not answer");
        }
    }

    /// <exception cref="ServersUnavailableException">It is not there, too old, not ours to use, or does not answer.</exception>
    public static async Task<Engine> AtAsync(Uri address, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        Engine? engine = null;
        try
        {
            engine = new Engine(new DockerEndpointAuthenticationConfiguration(address));
            if (Environment.GetEnvironmentVariable("DOCKER_TLS_VERIFY") is { Length: > 0 })
            {
                // The certificates are Testcontainers' to find; it asks the engine while it does, without a limit.
                var found = await Task.Run(() => TestcontainersSettings.OS.DockerEndpointAuthConfig, limit.Token).WaitAsync(limit.Token);
                engine.Dispose();
                engine = new Engine(found ?? throw new ServersUnavailableException($"no Docker engine answers at {address}"));
            }

            await engine.Client.System.PingAsync(limit.Token);
            return engine;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            engine?.Dispose();
            throw new ServersUnavailableException(WhyNot(failure, address), failure);
        }
    }

    /// <summary>In a line, for people.</summary>
    public static string WhyNot(Exception failure, Uri address) => failure switch
    {
        ServersUnavailableException told => told.Message,
        DockerApiException answer when Told(answer).Contains("too new", StringComparison.Ordinal) => $"the Docker engine at {address} is too old: {Told(answer)}",
        DockerApiException answer => $"the Docker engine at {address} says: {Told(answer)}",
        OperationCanceledException or TimeoutException => $"the Docker engine at {address} does not answer",
        _ when SocketErrorOf(failure) is SocketError.AccessDenied => $"{Environment.UserName} may not use the Docker engine at {address}",
        _ when SocketErrorOf(failure) is not null => $"no Docker engine answers at {address}",
        _ => $"the Docker engine at {address}: {FirstLine(failure.Message)}",
    };

    public void Dispose() => Client.Dispose();

    private static SocketError? SocketErrorOf(Exception? failure) =>
        failure is null ? null : (failure as SocketException)?.SocketErrorCode ?? SocketErrorOf(failure.InnerException);

    /// <summary>The engine answers with a message in JSON, and what stands before it with a page.</summary>
    private static string Told(DockerApiException answer)
    {
        try
        {
            return FirstLine(JsonNode.Parse(answer.ResponseBody ?? "")?["message"]?.GetValue<string>() ?? answer.Message);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return FirstLine(answer.Message);
        }
    }

    private static string FirstLine(string text) => text.Trim().Split('\n')[0].TrimEnd();
}
