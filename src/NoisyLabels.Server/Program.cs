using NoisyLabels.Server;

return await ServerHost.RunAsync(args, CancellationToken.None);
