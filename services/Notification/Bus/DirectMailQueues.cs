using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>The queues of letters that are tried until what they say is over, some of them for a quarter of an hour.</summary>
public static class DirectMailQueues
{
    /// <summary>So many may wait for their mail servers: it costs nothing, and none of the others stands behind them.</summary>
    private const int AtOnce = 250;

    public static void TakeManyAtOnce(this IReceiveEndpointConfigurator endpoint)
    {
        endpoint.ConcurrentMessageLimit = AtOnce;
        if (endpoint is IRabbitMqReceiveEndpointConfigurator queue)
        {
            queue.PrefetchCount = AtOnce;
        }
    }
}
