package com.huawei.hmf.tasks

abstract class Task<T>
